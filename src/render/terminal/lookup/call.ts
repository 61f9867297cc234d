import type { CallAnswer } from '../../../report/lookup.ts'
import { type Page, paragraph } from '../page.ts'
import { sourceLines } from './sources.ts'

/** A call around CUDA: what it does on a Mac, and what to write instead. */
export function callSection(answer: CallAnswer, page: Page): string[] {
  const { bold } = page.colours
  const { name, mps, neutral, neutralSince, note, torch } = answer
  const since = neutralSince === undefined ? '' : ` (PyTorch ${neutralSince} and later)`
  const row = (label: string, text: string | undefined) =>
    text === undefined ? [] : paragraph(page, 2, label.padEnd(10), text, bold)
  return [
    ...paragraph(page, 0, '', `${name} (call)`).map(bold),
    ...row('On a Mac', outcomeOf(answer)),
    ...row(
      'Instead',
      [neutral === undefined ? undefined : neutral + since, mps].filter(Boolean).join(', or ') || undefined,
    ),
    ...row('Note', note),
    ...row('Recorded', torch === undefined ? undefined : `by calling it in PyTorch ${torch}, a build without CUDA`),
    ...sourceLines(answer.sources, page, 2),
  ]
}

function outcomeOf({ behaviour, raises, message, returns }: CallAnswer): string | undefined {
  switch (behaviour) {
    case 'raises':
      return `raises ${raises ?? 'an error'}${message === undefined ? '' : `: ${message}`}`
    case 'warns':
      return `warns${message === undefined ? '' : `: ${message}`}`
    case 'returns':
      return `returns ${returns ?? 'without doing anything'}`
    case 'fails-later':
      return 'returns, and what uses it fails later'
    case 'missing':
      return 'does not exist'
    case 'not-called':
    case undefined:
      return undefined
  }
}
