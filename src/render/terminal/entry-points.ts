import type { EntryPoint, Report } from '../../report/report.ts'
import { SHORT_STATUS_WORDS } from '../words.ts'
import { counted, type Page, twoColumns } from './page.ts'
import { widthOf } from './printable.ts'

/** More lines than this are a list, and the Report has it. */
const MAX_SHOWN = 6

/** Each way into the project in a line, where they fare differently. */
export function entryPointsSection({ entryPoints = [] }: Report, page: Page): string[] {
  const shown = differing(entryPoints)
  if (shown.length === 0) return []
  const width = Math.min(Math.floor(page.columns / 2), Math.max(...shown.map((entry) => widthOf(nameOf(entry)))))
  const more = entryPoints.length - shown.length
  return [
    '',
    page.colours.bold('What runs on a Mac'),
    ...shown.map((entry) => twoColumns(page, 3, nameOf(entry), width, statusText(entry))),
    ...(more > 0 ? [`   and ${more} more`] : []),
  ]
}

/** Where they fare differently, those nearest to the root, and of each status at least one; else none. */
export function differing(entries: readonly EntryPoint[]): readonly EntryPoint[] {
  const statuses = [...new Set(entries.map(({ metal }) => metal.status))]
  if (statuses.length < 2) return []
  const firsts = statuses.flatMap((status) => entries.find(({ metal }) => metal.status === status) ?? [])
  const others = entries.filter((entry) => !firsts.includes(entry)).slice(0, MAX_SHOWN - firsts.length)
  return entries.filter((entry) => firsts.includes(entry) || others.includes(entry))
}

function nameOf({ title, file }: EntryPoint): string {
  return title ?? file
}

function statusText({ metal: { status, findings } }: EntryPoint): string {
  return findings.length === 0
    ? SHORT_STATUS_WORDS[status]
    : `${SHORT_STATUS_WORDS[status]} (${counted(findings.length, 'finding')})`
}
