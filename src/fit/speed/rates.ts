/**
 * How long work takes: it is a sum of terms, each an amount of work (bytes over a bandwidth, operations over a peak, layers)
 * times a rate that is calibrated on measurements. A rate is a product: a base, and a factor for each trait of the case that
 * it is known to depend on, such as the generation of the GPU or the kernels of a quantization. A trait that was never
 * measured has no factor, so that the rates of its platform hold.
 */
import type { PlatformRates, Rate } from '../../knowledge/rates.ts'
import type { Estimate } from '../../report/fit.ts'

/** So much of something that takes time. */
export interface Term {
  /** Name of the rate, such as `decode.weights`. */
  readonly rate: string
  /** In the unit of the rate; for what is bound by bandwidth or by arithmetic, seconds at what the vendor states. */
  readonly amount: number
}

/** What is measured, as far as rates depend on it: `m4`, `llama.cpp k`, `experts`, … */
export type Traits = readonly string[]

/** Seconds that the terms take. */
export function secondsOf(terms: readonly Term[], traits: Traits, rates: PlatformRates['rates']): number {
  return terms.reduce((sum, { rate, amount }) => sum + amount * valueOf(rates[rate], traits), 0)
}

/** A rate in a case; what is not calibrated on a platform takes no time there. */
function valueOf(rate: Rate | undefined, traits: Traits): number {
  if (rate === undefined) return 0
  return traits.reduce((product, trait) => product * (rate.factors[trait] ?? 1), rate.base)
}

/** Fewer measurements than this say too little about a range. */
const FEW = 6
/** The range of what nothing comparable was measured for. */
const UNMEASURED = { low: 0.4, high: 1.8 } as const

/**
 * A speed with its range, which is that of the first class that was measured often enough.
 *
 * @param classes - the most particular first
 */
export function estimateOf(value: number, classes: readonly string[], { spreads }: PlatformRates): Estimate {
  const spread = classes.map((name) => spreads[name]).find((found) => found !== undefined && found.measurements >= FEW)
  if (spread === undefined) return ranged(value, UNMEASURED)
  return { value, low: value * spread.low, high: value * spread.high, basis: 'calibrated', sources: spread.sources }
}

/** A value that no measurement stands behind, with the factors of its range. */
export function ranged(value: number, { low, high }: { readonly low: number; readonly high: number }): Estimate {
  return { value, low: value * low, high: value * high, basis: 'analytic', sources: [] }
}

/** So many times an estimate. */
export function scaled({ value, low, high, basis, sources }: Estimate, times: number): Estimate {
  return { value: value * times, low: low * times, high: high * times, basis, sources }
}
