import { needsIn, QUESTIONS } from '../../../../src/config/questions.ts'
import { UsageError } from '../../../../src/config/usage-error.ts'
import type { Understood } from '../../../../src/fit/understood.ts'
import type { Needs } from '../../../../src/report/needs.ts'
import { type ChoiceKnowledge, choose, type Chosen } from '../../../../src/verdict/choose/choose.ts'

/** What somebody needs, by what an address says; undefined where it says nothing. */
export function needsOf(query: URLSearchParams): Understood<Needs> | undefined {
  const said = QUESTIONS.flatMap(({ name, several }) => {
    const answers = query.getAll(name).filter((answer) => answer.trim() !== '')
    return answers.length === 0 ? [] : [[name, several ? answers : (answers[0] ?? '')] as const]
  })
  if (said.length === 0) return undefined
  try {
    return { is: needsIn(Object.fromEntries(said)), notes: [] }
  } catch (error) {
    if (error instanceof UsageError) return { problem: error.message }
    throw error
  }
}

/** The advice for what somebody needs, where they were understood. */
export function chosenFor(
  needs: Understood<Needs> | undefined,
  knowledge: ChoiceKnowledge,
  asOf: string,
): Understood<Chosen> | undefined {
  return needs === undefined || 'problem' in needs ? needs : choose(needs.is, knowledge, asOf)
}
