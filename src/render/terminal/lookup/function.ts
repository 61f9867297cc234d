import type { FunctionAnswer } from '../../../report/lookup.ts'
import { type Page, paragraph } from '../page.ts'
import { sourceLines } from './sources.ts'
import { spansOf } from './spans.ts'

/** A function of PyTorch: how it fares on MPS over the releases, and because of which operators. */
export function functionSection({ name, releases, operators, sources }: FunctionAnswer, page: Page): string[] {
  const { bold } = page.colours
  return [
    ...paragraph(page, 0, '', `${name} (function of PyTorch, on MPS)`).map(bold),
    ...paragraph(page, 2, 'Metal     ', spansOf(releases), bold),
    ...paragraph(page, 2, 'Decided by  ', operators.join(', '), bold),
    ...sourceLines(sources, page, 2),
  ]
}
