import type { EntryPoint, Report, Status } from '../../report/report.ts'
import { counted, type Page, twoColumns } from './page.ts'
import { widthOf } from './printable.ts'

/** More lines than this are a list, and the Report has it. */
const MAX_SHOWN = 6

const IN_WORDS: Readonly<Record<Status, string>> = {
  runs: 'runs',
  'runs-degraded': 'runs, slower or with the GPU idle in places',
  'needs-edits': 'needs edits',
  blocked: 'is blocked',
  unknown: 'cannot be said',
}

/** Each way into the project in a line, where they fare differently. */
export function entryPointsSection({ entryPoints = [] }: Report, page: Page): string[] {
  const statuses = [...new Set(entryPoints.map(({ metal }) => metal.status))]
  if (statuses.length < 2) return []
  const shown = chosen(entryPoints, statuses)
  const width = Math.min(Math.floor(page.columns / 2), Math.max(...shown.map((entry) => widthOf(nameOf(entry)))))
  const more = entryPoints.length - shown.length
  return [
    '',
    page.colours.bold('What runs on a Mac'),
    ...shown.map((entry) => twoColumns(page, 3, nameOf(entry), width, told(entry))),
    ...(more > 0 ? [`   and ${more} more`] : []),
  ]
}

/** Those nearest to the root, and of each status at least one. */
function chosen(entries: readonly EntryPoint[], statuses: readonly Status[]): readonly EntryPoint[] {
  const firsts = statuses.flatMap((status) => entries.find(({ metal }) => metal.status === status) ?? [])
  const others = entries.filter((entry) => !firsts.includes(entry)).slice(0, MAX_SHOWN - firsts.length)
  return entries.filter((entry) => firsts.includes(entry) || others.includes(entry))
}

function nameOf({ title, file }: EntryPoint): string {
  return title ?? file
}

function told({ metal: { status, findings } }: EntryPoint): string {
  return findings.length === 0 ? IN_WORDS[status] : `${IN_WORDS[status]} (${counted(findings.length, 'finding')})`
}
