import type { Source } from '../../../report/report.ts'
import { type Page, paragraph } from '../page.ts'

/** More than these are in the JSON. */
const MAX_SOURCES = 3

/** Where a statement comes from, a line each. */
export function sourceLines(sources: readonly Source[], page: Page, indent: number): string[] {
  const shown = sources
    .slice(0, MAX_SOURCES)
    .flatMap(({ url, kind, seen }) =>
      paragraph(page, indent, '', `${url} (${kind}, seen ${seen})`).map(page.colours.dim),
    )
  const rest = sources.length - MAX_SOURCES
  return rest > 0 ? [...shown, page.colours.dim(`${' '.repeat(indent)}and ${rest} more`)] : shown
}
