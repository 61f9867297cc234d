import type { Report } from '../../report/report.ts'
import { byWeight } from '../by-weight.ts'

/**
 * A Report as the page carries it: lists of sources are numbers of a table, and lists of fingerprints are numbers of
 * findings, since both are said for many findings, packages and ways in. `web/unpack.ts` undoes it.
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
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, pack(key, value)]))
  // In the order of the page, so that a reader meets 1, 2, 3.
  pack('', [report.recommendation, report.platforms, byWeight(report.findings)])
  return { ...members(report), sourceTable: sources }
}
