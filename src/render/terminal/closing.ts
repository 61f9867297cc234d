import type { Report } from '../../report/report.ts'
import { baselineCounts } from '../baseline.ts'
import { nothingToJudge } from '../nothing-to-judge.ts'
import { grouped } from './groups.ts'
import { asked, unansweredSection } from './online.ts'
import { counted, labelled, type Page, paragraph } from './page.ts'
import { widthOf } from './printable.ts'

const MAX_UNREAD = 5

/** What the answer rests on, what could not be read, and how to see more. */
export function closing(report: Report, page: Page): string[] {
  const { coverage, findings, tool } = report
  const [worst] = grouped(findings)
  const more = worst
    ? `acclimate explain ${worst.code}; every place and source: --format json`
    : 'every dependency and source: --format json'
  const read = `Read ${counted(coverage.filesRead, 'file')}`
  return [
    ...unreadSection(report, page),
    ...staleLine(report, page),
    ...unansweredSection(report, page),
    ...baselineLine(report, page),
    '',
    ...(nothingToJudge(report) === undefined ? paragraph(page, 0, 'More: ', more, page.colours.bold) : []),
    ...paragraph(page, 0, '', `${read}. ${asked(report)}Facts as of ${tool.knowledge}, acclimate ${tool.version}.`).map(
      page.colours.dim,
    ),
  ]
}

function unreadSection({ coverage: { unread } }: Report, page: Page): string[] {
  if (unread.length === 0) return []
  const shown = unread.slice(0, MAX_UNREAD).map(({ file, line, reason }) => ({
    place: line === undefined ? file : `${file}:${line}`,
    reason,
  }))
  const width = Math.min(Math.floor(page.columns / 2), Math.max(...shown.map(({ place }) => widthOf(place))))
  return [
    '',
    page.colours.bold(`Not read, or not wholly: ${counted(unread.length, 'place')}`),
    ...shown.flatMap(({ place, reason }) => labelled(page, 3, place, width, reason)),
    ...(unread.length > shown.length ? [`   and ${unread.length - shown.length} more`] : []),
  ]
}

function baselineLine(report: Report, page: Page): string[] {
  const counts = baselineCounts(report)
  if (!counts) return []
  const added = counts.added > 0 ? ` Known findings have ${counted(counts.added, 'new place')}.` : ''
  const text = `${counted(counts.new, 'new finding')}, ${counts.known} known, ${counts.gone} gone.${added}`
  return ['', ...paragraph(page, 0, 'Baseline: ', text)]
}

/** One line, for a report may rest on hundreds of facts that grew old together. */
function staleLine({ coverage: { stale } }: Report, page: Page): string[] {
  const [oldest] = stale.toSorted((a, b) => (a.seen < b.seen ? -1 : Number(a.seen > b.seen)))
  if (!oldest) return []
  const text = `${counted(stale.length, 'fact')} may be out of date; the oldest, about ${oldest.fact}, was looked up on ${oldest.seen}.`
  return ['', ...paragraph(page, 0, 'Stale: ', text)]
}
