/**
 * How long work takes: it is a sum of terms, each an amount of work (bytes over a bandwidth, operations over a peak, layers)
 * times a rate that is calibrated on measurements. A rate is a product: a base, and a factor for each trait of the case that
 * it is known to depend on, such as the generation of the GPU or the kernels of a quantization. A trait that was never
 * measured has no factor, so that the rates of its platform hold.
 */
import type { Estimate } from '../fit.ts'
import type { Source } from '../../report/report.ts'

/** So much of something that takes time. */
export interface Term {
  /** Name of the rate, such as `decode.weights`. */
  readonly rate: string
  /** In the unit of the rate; for what is bound by bandwidth or by arithmetic, seconds at what the vendor states. */
  readonly amount: number
}

/** What is measured, as far as rates depend on it: `metal`, `m4`, `k`, `mlx`, … */
export type Traits = readonly string[]

export interface Rate {
  readonly base: number
  readonly factors: Readonly<Record<string, number>>
}

/** Of one platform. */
export interface PlatformRates {
  readonly rates: Readonly<Record<string, Rate>>
  /** By kind and class, such as `decode dense`: the factors within which nine of ten measurements lie. */
  readonly spreads: Readonly<Record<string, Spread>>
}

export interface Spread {
  readonly low: number
  readonly high: number
  /** Measurements that it was derived from, each predicted without the machine that it was made on. */
  readonly measurements: number
}

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
const FEW = 8
/** The range of what nothing comparable was measured for. */
const UNMEASURED = { low: 0.4, high: 1.8 } as const

/**
 * A speed with its range. The first class that was measured often enough gives the range.
 *
 * @param classes - the most particular first
 */
export function estimateOf(value: number, classes: readonly string[], rates: PlatformRates, sources: readonly Source[]): Estimate {
  const spread = classes.map((name) => rates.spreads[name]).find((found) => found !== undefined && found.measurements >= FEW)
  const { low, high } = spread ?? UNMEASURED
  return { value, low: value * low, high: value * high, basis: spread === undefined ? 'analytic' : 'calibrated', sources }
}
