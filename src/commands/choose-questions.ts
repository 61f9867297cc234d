import { createInterface } from 'node:readline/promises'
import { checkAnswers } from '../config/answers.ts'
import { UsageError } from '../config/usage-error.ts'
import { FIRSTS, GPUS, MACHINES, type Needs, TARGETS, WORKS } from '../report/needs.ts'

interface Question {
  readonly name: keyof Needs
  readonly text: string
  /** What may be answered; anything where absent. */
  readonly choices?: readonly string[]
  readonly several?: boolean
}

const QUESTIONS: readonly Question[] = [
  { name: 'work', text: 'What is to be done?', choices: WORKS, several: true },
  { name: 'libraries', text: 'Which libraries must it use (for example torch, vllm)?', several: true },
  { name: 'parameters', text: 'How large is the largest model, in billions of parameters?' },
  { name: 'machines', text: 'Which machines are there, or can be rented?', choices: MACHINES, several: true },
  { name: 'target', text: 'Where must the result run?', choices: TARGETS },
  { name: 'gpus', text: 'Does it need one GPU or several?', choices: GPUS },
  { name: 'first', text: 'What counts most?', choices: FIRSTS },
]

/**
 * Asks on the terminal, on standard error, so that standard output has the answer alone. An empty line leaves out.
 * @throws UsageError when the input ends before the questions do
 */
export async function askNeeds(): Promise<Needs> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const ended = new AbortController()
  terminal.once('close', () => ended.abort())
  const answerTo = (text: string): Promise<string> => terminal.question(text, { signal: ended.signal })
  try {
    const answers: Needs[] = []
    for (const question of QUESTIONS) {
      // oxlint-disable-next-line no-await-in-loop -- one question after the other
      answers.push(await ask(question, answerTo))
    }
    return answers.reduce((all, each) => Object.assign(all, each), {})
  } catch (error) {
    throw ended.signal.aborted ? new UsageError('the questions were broken off') : error
  } finally {
    terminal.close()
  }
}

/** Asks until the answer can be understood. */
async function ask(question: Question, answerTo: (text: string) => Promise<string>): Promise<Needs> {
  const choices = question.choices ? `\n  ${question.choices.join(', ')}` : ''
  const answer = (await answerTo(`${question.text}${choices}\n> `)).trim()
  if (answer === '') return {}
  try {
    return checkAnswers({ [question.name]: valueOf(question, answer) }, '')
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`${error.message}\n`)
    return ask(question, answerTo)
  }
}

function valueOf({ name, several }: Question, answer: string): unknown {
  if (name === 'parameters') return Number(answer.replace(/b$/i, ''))
  return several ? answer.split(/[\s,]+/).filter((word) => word !== '') : answer
}
