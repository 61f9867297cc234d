import { needsIn, QUESTIONS } from '../../../../src/config/questions.ts'
import { UsageError } from '../../../../src/config/usage-error.ts'
import type { Understood } from '../../../../src/fit/understood.ts'
import { type ChoiceKnowledge, choose, type Chosen } from '../../../../src/verdict/choose/choose.ts'

/** The advice for what an address says; undefined where it says nothing. */
export function choiceFor(
  query: URLSearchParams,
  knowledge: ChoiceKnowledge,
  asOf: string,
): Understood<Chosen> | undefined {
  const said = QUESTIONS.flatMap(({ name, several }) => {
    const answers = query.getAll(name).filter((answer) => answer.trim() !== '')
    return answers.length === 0 ? [] : [[name, several ? answers : (answers[0] ?? '')] as const]
  })
  if (said.length === 0) return undefined
  try {
    return choose(needsIn(Object.fromEntries(said)), knowledge, asOf)
  } catch (error) {
    if (error instanceof UsageError) return { problem: error.message }
    throw error
  }
}
