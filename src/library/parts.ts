/**
 * What the packages of this repository share with the main one: how texts of projects are shown, in which words, and what
 * of a report counts for its status. Nothing of Node is among it. Not for others: it may change with any release.
 */
import { honest } from '../verdict/undecided.ts'
import { counts, isSevere, staysIdle } from '../verdict/status.ts'
import type { Finding, Undecided } from '../report/report.ts'

export { asJson, asText } from '../render/html/escape.ts'
export { csvLine } from '../render/csv.ts'
export { UsageError } from '../config/usage-error.ts'
export { version } from '../generated/version.ts'
export { counted, pageFor, paragraph } from '../render/terminal/page.ts'
export { cut, printable, widthOf } from '../render/terminal/printable.ts'
export { code as markdownCode, prose as markdownProse } from '../render/markdown/text.ts'
export { STATUS_CHIPS } from '../render/words.ts'

/** Whether a finding counts for the status of its platform. */
export function weighs(finding: Finding): boolean {
  return counts(finding)
}

/** Whether a finding that counts stops the program or leaves the GPU idle, so that something has to be done about it. */
export function stopsProgram(finding: Finding): boolean {
  return counts(finding) && isSevere(finding) && !staysIdle(finding)
}

/** Whether so little could be followed that nobody could say that the project runs, were all findings mended. */
export function isTooOpen(undecided: Undecided): boolean {
  return honest('runs', undecided) === 'unknown'
}
