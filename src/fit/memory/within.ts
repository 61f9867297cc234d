import type { Estimate } from '../../report/fit.ts'
import type { Source } from '../../report/report.ts'

/** A range of memory that is wider than this helps nobody to choose a machine. */
const WIDEST = 1.78

/** Bytes with their range, in whole bytes; one that is too wide is narrowed on both sides. */
export function bytesWithin(value: number, low: number, high: number, sources: readonly Source[]): Estimate {
  const excess = Math.max(1, Math.sqrt(high / low / WIDEST))
  const narrowed = { low: Math.min(low * excess, value), high: Math.max(high / excess, value) }
  return { value, low: Math.round(narrowed.low), high: Math.round(narrowed.high), basis: 'analytic', sources }
}
