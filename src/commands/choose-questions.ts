import { checkAnswers } from '../config/answers.ts'
import { UsageError } from '../config/usage-error.ts'
import { FIRSTS, type Needs, TARGETS, WORKS } from '../report/needs.ts'

/** One question; its answer goes the way of a flag's. */
interface Question {
  readonly name: string
  readonly text: string
  /** To choose from; a line of text where absent. */
  readonly choices?: readonly string[]
  readonly several?: true
  readonly example?: string
}

const QUESTIONS: readonly Question[] = [
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
const SKIPPED = ''
const LISTS = new Set(['models', 'libraries', 'owned'])

/**
 * Asks on the terminal with lists and arrows, on standard error, so that standard output has the answer alone. An empty line, or
 * the first item of a list, leaves a question out.
 * @throws UsageError when the questions are broken off
 */
export async function askNeeds(): Promise<Needs> {
  const prompts = await import('@clack/prompts')
  const at = { input: process.stdin, output: process.stderr }
  const answers: Record<string, unknown> = {}
  for (const { name, text: message, choices, several, example } of QUESTIONS) {
    const options = choices?.map((value) => ({ value, label: value }))
    // oxlint-disable-next-line no-await-in-loop -- one question after the other
    const answer = await (options === undefined
      ? prompts.text({
          message,
          ...at,
          ...(example !== undefined && { placeholder: example }),
          validate: (said) => problemWith(name, said ?? SKIPPED),
        })
      : several
        ? prompts.multiselect({ message, options, required: false, ...at })
        : prompts.select({ message, options: [{ value: SKIPPED, label: 'no matter' }, ...options], ...at }))
    if (prompts.isCancel(answer)) throw new UsageError('the questions were broken off')
    const value = valueOf(name, answer ?? SKIPPED)
    if (value !== undefined) answers[name] = value
  }
  return checkAnswers(answers, '')
}

/** Said at once, while the line can be mended. */
function problemWith(name: string, said: string): string | undefined {
  const value = valueOf(name, said)
  if (value === undefined) return undefined
  try {
    checkAnswers({ [name]: value }, '')
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
