import type { OperatorAnswer } from '../../../report/lookup.ts'
import { type Page, paragraph, twoColumns } from '../page.ts'
import { sourceLines } from './sources.ts'
import { spansOf } from './spans.ts'

/** Overloads beyond these are in the JSON. */
const MAX_OVERLOADS = 12

/** An operator: how each overload fares on MPS over the releases of PyTorch. */
export function operatorSection({ name, overloads, sources }: OperatorAnswer, page: Page): string[] {
  const shown = overloads.slice(0, MAX_OVERLOADS)
  const width = Math.max(...shown.map((overload) => overload.name.length))
  const rest = overloads.length - shown.length
  return [
    ...paragraph(page, 0, '', `${name} (operator of PyTorch, on MPS)`).map(page.colours.bold),
    ...shown.flatMap((overload) =>
      width > page.columns / 2
        ? [`  ${page.colours.cyan(overload.name)}`, ...paragraph(page, 4, '', spansOf(overload.releases))]
        : [twoColumns(page, 2, overload.name, width, spansOf(overload.releases))],
    ),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    ...sourceLines(sources, page, 2),
  ]
}
