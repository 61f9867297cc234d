import type { Estimate, WorkKind } from '../report/fit.ts'
import type { Machine } from './machine.ts'

/**
 * Power under load as a share of what the vendor states for the GPU, or for the whole chip of a Mac. Training drew 93 to 108 % on an RTX 3090
 * and a V100 and 58 to 120 % on M1 to M1 Max (https://github.com/tlkh/tf-metal-experiments,
 * https://github.com/lucadiliello/pytorch-apple-silicon-benchmarks); writing text waits for memory and draws less of a card.
 */
const SHARES = {
  cuda: { busy: { value: 0.95, low: 0.5, high: 1.12 }, writing: { value: 0.75, low: 0.4, high: 1.05 } },
  metal: { busy: { value: 0.8, low: 0.45, high: 1.3 }, writing: { value: 0.8, low: 0.4, high: 1.45 } },
} as const

/** Watts of all GPUs together while they work; undefined where nobody states any. */
export function wattsOf({ platform, watts, count }: Machine, kind: WorkKind): Estimate | undefined {
  if (watts === undefined) return undefined
  const shares = SHARES[platform === 'metal' ? 'metal' : 'cuda']
  const { value, low, high } = kind === 'inference' ? shares.writing : shares.busy
  const all = watts * count
  return { value: all * value, low: all * low, high: all * high, basis: 'analytic', sources: [] }
}

/** Joules for one of what is done so often a second. Power and speed are unsure independently of each other. */
export function joulesPer(watts: Estimate, perSecond: Estimate): Estimate {
  const value = watts.value / perSecond.value
  return {
    value,
    low: value * Math.exp(-together(watts.low / watts.value, perSecond.high / perSecond.value)),
    high: value * Math.exp(together(watts.high / watts.value, perSecond.low / perSecond.value)),
    basis: 'analytic',
    sources: perSecond.sources,
  }
}

/** Two ratios of independent errors as one, in powers of e. */
function together(one: number, other: number): number {
  return Math.hypot(Math.log(one), Math.log(other))
}
