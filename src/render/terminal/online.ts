import type { Report } from '../../report/report.ts'
import { counted, labelled, type Page } from './page.ts'
import { widthOf } from './printable.ts'

const MAX_UNANSWERED = 5

/** What package indexes were asked, as a sentence with a blank after it; empty where they were not. */
export function asked({ coverage: { online } }: Report): string {
  if (!online?.toldBy) return ''
  return `Asked the ${online.indexes.length === 1 ? 'index' : 'indexes'} of ${online.toldBy} about ${counted(
    online.answered.length + online.unanswered.length,
    'package',
  )}, ${online.answered.length} answered. `
}

/** The packages about which nothing could be learnt, and why. */
export function unansweredSection({ coverage: { online } }: Report, page: Page): string[] {
  if (!online || online.unanswered.length === 0) return []
  const { unanswered } = online
  const shown = unanswered.slice(0, MAX_UNANSWERED)
  const width = Math.min(30, Math.max(...shown.map(({ name }) => widthOf(name))))
  return [
    '',
    page.colours.bold(`Not learnt from a package index: ${counted(unanswered.length, 'package')}`),
    ...shown.flatMap(({ name, reason }) => labelled(page, 3, name, width, reason)),
    ...(unanswered.length > shown.length ? [`   and ${unanswered.length - shown.length} more`] : []),
  ]
}
