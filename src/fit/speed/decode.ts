import type { Machine } from '../machine.ts'
import type { Architecture, Model } from '../model.ts'
import { cacheRead } from '../memory/cache.ts'
import type { Weights } from '../memory/weights.ts'
import type { Term } from './rates.ts'
import { peakOf } from './traits.ts'

export interface DecodeCase {
  readonly machine: Machine
  readonly model: Model
  readonly weights: Weights
  /** Tokens before the one that is computed. */
  readonly depth: number
  /** Sequences that are continued together. */
  readonly batch: number
  readonly cacheElementBytes: number
}

/** Layers that mix in rows of tables of their own launch so many times as many kernels. */
const MORE_OF_TABLES = 1.6

/**
 * What computing one more token of each sequence takes: the weights are read once, the cache of each sequence; launching the
 * kernels of a layer takes its time whatever they do; unpacking weights and multiplying is arithmetic. Cards that share the
 * layers take turns. Further sequences are multiplied by weights that are unpacked already.
 */
export function decodeTerms({ machine, model, weights, depth, batch, cacheElementBytes }: DecodeCase): readonly Term[] {
  const { architecture } = model
  const { bandwidth } = machine
  const layers = architecture === undefined ? layersBySize(model) : depthOf(architecture)
  const cache = architecture === undefined ? 0 : cacheRead(architecture, depth, cacheElementBytes)
  const expertLayers = architecture?.experts === undefined ? 0 : layers
  const states = architecture === undefined ? 0 : statesOf(architecture)
  return [
    { rate: 'decode.weights', amount: readBy(batch, weights, architecture) / bandwidth },
    { rate: 'decode.cache', amount: (cache * batch) / bandwidth },
    { rate: 'decode.compute', amount: weights.activeParameters / peakOf(machine) },
    { rate: 'decode.more', amount: (weights.activeParameters * (batch - 1)) / peakOf(machine) },
    { rate: 'decode.layers', amount: architecture?.layerTables === undefined ? layers : layers * MORE_OF_TABLES },
    { rate: 'decode.experts', amount: expertLayers },
    { rate: 'decode.moreExperts', amount: batch > 1 ? expertLayers : 0 },
    { rate: 'decode.states', amount: states },
    { rate: 'decode.hops', amount: machine.count - 1 },
  ]
}

/** Bytes of weights that a batch reads: more sequences meet more experts, but each expert is read once. */
function readBy(batch: number, { active, experts }: Weights, architecture: Architecture | undefined): number {
  if (architecture?.experts === undefined) return active
  const share = architecture.experts.used / architecture.experts.count
  return active - experts * share + experts * (1 - (1 - share) ** batch)
}

export function depthOf({ layers }: Architecture): number {
  return layers.reduce((sum, { count }) => sum + count, 0)
}

/** Short convolutions keep some thousand numbers, and cost next to nothing; states of linear attention are matrices. */
const SMALL_STATE = 50_000

export function statesOf({ layers }: Architecture): number {
  return layers
    .filter(({ keeps }) => keeps.kind === 'state' && keeps.elements > SMALL_STATE)
    .reduce((sum, { count }) => sum + count, 0)
}

/** Models of 7 billion parameters have 32 layers, of 70 billion 80: about the square root. */
function layersBySize({ activeParameters }: Model): number {
  return Math.round(32 * (activeParameters / 7e9) ** 0.4)
}
