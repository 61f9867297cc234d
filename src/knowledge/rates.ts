import type { Source } from '../report/report.ts'

/** How fast kernels are, as calibrated on measurements by `npm run knowledge:fit`. */
export interface FitRates {
  /** Newest day on which a measurement was read. */
  readonly day: string
  readonly platforms: Readonly<Record<'metal' | 'cuda' | 'other', PlatformRates>>
}

export interface PlatformRates {
  /** By what takes time, such as `decode.weights`. */
  readonly rates: Readonly<Record<string, Rate>>
  /** By kind and class, such as `decode llama.cpp dense`. */
  readonly spreads: Readonly<Record<string, Spread>>
}

/** A base, and what it is multiplied by for each trait that a case has, such as a generation or a quantization. */
export interface Rate {
  readonly base: number
  readonly factors: Readonly<Record<string, number>>
}

/** The factors within which about nine of ten measurements lie of what is predicted without the machine they were made on. */
export interface Spread {
  readonly low: number
  readonly high: number
  readonly measurements: number
  readonly sources: readonly Source[]
}
