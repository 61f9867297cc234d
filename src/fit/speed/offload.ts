import type { Offload } from '../../report/fit.ts'
import type { Machine } from '../machine.ts'
import type { Weights } from '../memory/weights.ts'
import { ranged } from './rates.ts'

/**
 * Bytes a second that a processor reads of its own memory: two channels of DDR5 at the share that llama.cpp reaches. A computer's
 * memory is not asked for, so that the range is wide: one channel of DDR4 to four of DDR5.
 */
const PROCESSOR_BANDWIDTH = 60e9
const RANGE = { low: 0.4, high: 2 } as const

/** Layers that a card cannot hold stay with the processor, which reads them from its own memory for every token. */
export function offloadOf(machine: Machine, { layers, weights, others, budget }: OffloadCase): Offload | undefined {
  if (machine.unified || layers === 0) return undefined
  const layer = (weights.all - weights.embedding - weights.layerTables + others.cache) / layers
  const held = Math.max(0, Math.min(layers, Math.floor((budget - others.workspace) / layer)))
  const share = held / layers
  const seconds = (weights.active * share) / machine.bandwidth + (weights.active * (1 - share)) / PROCESSOR_BANDWIDTH
  return {
    layersOnGpu: held,
    layers,
    processorBytes: Math.round((layers - held) * layer),
    tokensPerSecond: ranged(1 / seconds, RANGE),
  }
}

interface OffloadCase {
  readonly layers: number
  readonly weights: Weights
  readonly others: { readonly cache: number; readonly workspace: number }
  readonly budget: number
}
