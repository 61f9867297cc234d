import { createInterface } from 'node:readline/promises'
import { UsageError } from '../config/usage-error.ts'
import { printable } from '../render/terminal/printable.ts'
import type { PortChange } from '../report/port.ts'

/** Questions about one change after the other. */
export interface Questions {
  readonly decide: (change: PortChange) => Promise<boolean>
  readonly close: () => void
}

/**
 * Asks on the terminal, on standard error, so that standard output has the answer alone.
 * @throws UsageError off a terminal; `decide` throws one when the input ends
 */
export function openQuestions(): Questions {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) {
    throw new UsageError('--interactive asks questions, for which it needs a terminal')
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const ended = new AbortController()
  terminal.once('close', () => ended.abort())
  let forAll: boolean | undefined
  return {
    async decide(change) {
      if (forAll !== undefined) return forAll
      process.stderr.write(questionAbout(change))
      for (;;) {
        // oxlint-disable-next-line no-await-in-loop -- until the answer can be understood
        const answer = await answerTo('make this change? [y]es, [n]o, [a]ll from here on, [q] none from here on > ')
        if (/^(?:y|yes)$/i.test(answer)) return true
        if (/^(?:n|no)$/i.test(answer)) return false
        if (/^[aq]$/i.test(answer)) {
          forAll = /a/i.test(answer)
          return forAll
        }
      }
    },
    close: () => terminal.close(),
  }

  async function answerTo(question: string): Promise<string> {
    try {
      return (await terminal.question(question, { signal: ended.signal })).trim()
    } catch (error) {
      throw ended.signal.aborted ? new UsageError('the questions were broken off; nothing is written') : error
    }
  }
}

function questionAbout({ file, line, code, why, safety, lowered, edits }: PortChange): string {
  const doubt = lowered === undefined ? '' : ` Not shown to be safe: ${lowered}.`
  return [
    '',
    `${file}:${line} ${code} (${safety})`,
    `${why}${doubt}`,
    ...edits.map(
      (edit) => `  ${edit.file}:${edit.line}: ${edit.start === edit.end ? 'puts in' : 'writes'} ${edit.text}`,
    ),
  ]
    .map((text) => `${printable(text)}\n`)
    .join('')
}
