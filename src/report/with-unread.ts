import type { Report, Unread } from './report.ts'

/** The report with more said to be unread; what is said already is not said twice. */
export function withUnread(report: Report, unread: readonly Unread[]): Report {
  const { coverage } = report
  const said = new Set(coverage.unread.map(({ file, reason }) => `${file}\0${reason}`))
  const more = unread.filter(({ file, reason }) => !said.has(`${file}\0${reason}`))
  return more.length === 0 ? report : { ...report, coverage: { ...coverage, unread: [...more, ...coverage.unread] } }
}
