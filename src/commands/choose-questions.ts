import { needsIn, problemWith, QUESTIONS, SKIPPED } from '../config/questions.ts'
import { UsageError } from '../config/usage-error.ts'
import type { Needs } from '../report/needs.ts'

/**
 * Asks on the terminal with lists and arrows, on standard error, so that standard output has the answer alone. An empty line, or
 * the first item of a list, leaves a question out.
 * @throws UsageError when the questions are broken off
 */
export async function askNeeds(): Promise<Needs> {
  const prompts = await import('@clack/prompts')
  const at = { input: process.stdin, output: process.stderr }
  const answers: Record<string, string | readonly string[]> = {}
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
    answers[name] = answer ?? SKIPPED
  }
  return needsIn(answers)
}
