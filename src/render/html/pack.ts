import type { Report } from '../../report/report.ts'
import { byWeight } from '../by-weight.ts'
import { changedLines } from './changed-lines.ts'

/** Fields of a place that a page has no use for. */
const FOR_PROGRAMS: ReadonlySet<string> = new Set(['start', 'end', 'role', 'fingerprint'])

/** Fields that the page has in another form: of edits, the lines before and after. */
const REPLACED: ReadonlySet<string> = new Set(['edits'])

/**
 * A Report as the page carries it: lists of sources are numbers of a table, and lists of fingerprints are numbers of
 * findings, since both are said for many findings, packages and ways in. `web/report/unpack.ts` undoes it.
 */
export function packed(report: Report): object {
  const sources: unknown[] = []
  const numbers = new Map<string, number>()
  const fingerprints = new Map(report.findings.map(({ fingerprint }, index) => [fingerprint, index]))
  const numberOf = (source: unknown): number => {
    const text = JSON.stringify(source)
    const number = numbers.get(text) ?? sources.push(source) - 1
    numbers.set(text, number)
    return number
  }
  const pack = (name: string, part: unknown): unknown => {
    if (Array.isArray(part)) return part.map((one) => (name === 'sources' ? numberOf(one) : pack(name, one)))
    if (typeof part === 'string') return name === 'findings' ? (fingerprints.get(part) ?? part) : part
    if (typeof part !== 'object' || part === null) return part
    return members(part)
  }
  const members = (object: object) =>
    Object.fromEntries(shownEntries(object).map(([key, value]) => [key, pack(key, value)]))
  // In the order of the page, so that a reader meets 1, 2, 3.
  pack('', [report.recommendation, report.platforms, byWeight(report.findings)])
  const changed = report.findings
    .map(changedLines)
    .flatMap((lines, index) => (lines.length === 0 ? [] : [{ index, lines }]))
  return { ...members(report), sourceTable: sources, changed }
}

/** What the page shows of a part: places are there by the thousand, and some of what is said of each is for programs. */
function shownEntries(object: object): readonly (readonly [string, unknown])[] {
  const left = 'excerpt' in object ? FOR_PROGRAMS : 'fingerprint' in object ? REPLACED : undefined
  const entries = Object.entries(object)
  return left === undefined ? entries : entries.filter(([key]) => !left.has(key))
}
