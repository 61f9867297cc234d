import { FIRSTS, type Needs, TARGETS, WORKS } from '../report/needs.ts'
import { checkAnswers } from './answers.ts'
import { UsageError } from './usage-error.ts'

/** One question; its answer goes the way of a flag's. */
export interface Question {
  readonly name: string
  readonly text: string
  /** To choose from; a line of text where absent. */
  readonly choices?: readonly string[]
  readonly several?: true
  readonly example?: string
}

/** What `choose` asks, in this order; every one of them may be left out. */
export const QUESTIONS: readonly Question[] = [
  { name: 'work', text: 'What is to be done?', choices: WORKS, several: true },
  { name: 'models', text: 'Which model, by name or size?', example: 'Llama 3.1 8B, or 70B' },
  { name: 'libraries', text: 'Which libraries must it use?', example: 'torch, vllm' },
  { name: 'context', text: 'How many tokens of context?', example: '8192, or 32k' },
  { name: 'data', text: 'How much is learned from, or worked through?', example: '3M tokens, 3 epochs; 20 GB tables' },
  { name: 'owned', text: 'Which machines are there?', example: 'MacBook Air M2 16GB; PC' },
  { name: 'budget', text: 'How many dollars may be spent?', example: '1500; 0 buys nothing' },
  { name: 'laptop', text: 'Does it have to be a laptop?', choices: ['yes', 'no'] },
  { name: 'target', text: 'Where must the result run?', choices: TARGETS },
  { name: 'first', text: 'What counts most?', choices: FIRSTS },
]

/** An answer that leaves a question out. */
export const SKIPPED = ''
const LISTS = new Set(['models', 'libraries', 'owned'])

/**
 * What somebody needs, by what they said to each question.
 *
 * @param said - by the names of the questions; what is empty is left out
 * @throws UsageError that names the first answer that is wrong
 */
export function needsIn(said: Readonly<Record<string, string | readonly string[]>>): Needs {
  const answers = Object.entries(said).flatMap(([name, each]) => {
    const value = valueOf(name, each)
    return value === undefined ? [] : [[name, value] as const]
  })
  return checkAnswers(Object.fromEntries(answers), '')
}

/** What is wrong with an answer, so that it can be said while the line can be mended. */
export function problemWith(name: string, said: string): string | undefined {
  try {
    needsIn({ [name]: said })
    return undefined
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return error.message
  }
}

function valueOf(name: string, said: string | readonly string[]): unknown {
  if (typeof said !== 'string') return said.length === 0 ? undefined : said
  const plain = said.trim()
  if (plain === SKIPPED) return undefined
  if (LISTS.has(name)) return plain.split(/\s*[,;]\s*/).filter((word) => word !== '')
  if (name === 'budget') return Number(plain.replaceAll(/[$,]/g, ''))
  return name === 'laptop' ? plain === 'yes' : plain
}
