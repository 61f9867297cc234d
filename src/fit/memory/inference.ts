import type { Machine } from '../machine.ts'
import type { Architecture, Model } from '../model.ts'
import type { Estimate, Part, Runtime } from '../../report/fit.ts'
import { cacheBytes, type CacheOptions } from './cache.ts'
import type { Quantization } from './quantizations.ts'
import { type Weights, weightsOf } from './weights.ts'
import { bytesWithin } from './within.ts'
import { workspaceOf } from './workspace.ts'

/** Memory by its parts, and how sure the sum is. */
export interface Memory {
  readonly bytes: Estimate
  readonly parts: readonly Part[]
}

export interface InferenceOptions {
  readonly runtime: Runtime
  readonly context: number
  readonly batch: number
  readonly cacheElementBytes: number
  readonly flashAttention: boolean
  readonly chunk?: number
}

/** How far weights may be off that are computed and not read from a file: exporters keep some tensors otherwise. */
const WEIGHTS_ERROR = { exact: 0.002, byRole: 0.012, bySize: 0.08 } as const

/** What allocators of a runtime keep beside what is asked of them, as shares of all. */
const KEPT = { 'llama.cpp': 0.01, mlx: 0.04, pytorch: 0.08 } as const satisfies Record<Runtime, number>

/** Scales that are not quantized again, and weights that are unpacked layer by layer. */
const KEPT_OF_NF4 = 0.14

/** What generating text takes of the GPU's memory. */
export function inferenceMemory(
  machine: Machine,
  model: Model,
  quantization: Quantization,
  options: InferenceOptions,
): Memory {
  const { architecture } = model
  const weights = weightsOf(model, quantization)
  const onGpu = weightsOnGpu(machine, weights, architecture, options.runtime)
  const cache =
    architecture === undefined ? cacheBySize(model, options) : cacheBytes(architecture, cacheOptions(options))
  const workspace = workspaceOf(model, options)
  const held = machine.count > 1 && options.runtime === 'llama.cpp' ? machine.count : 1
  const parts: Part[] = [
    { name: 'weights', bytes: Math.round(onGpu) },
    { name: 'kv cache', bytes: Math.round(cache) },
    { name: 'compute buffers', bytes: Math.round(workspace.bytes * held) },
  ]
  const value = parts.reduce((sum, { bytes }) => sum + bytes, 0)
  const error = onGpu * WEIGHTS_ERROR[sureness(model)] + (architecture === undefined ? cache * 0.6 : 0)
  const low = value - error - workspace.bytes * held * (1 - workspace.low)
  const kept = quantization.kernels === 'nf4' ? KEPT_OF_NF4 : KEPT[options.runtime]
  const high = (value + error + workspace.bytes * held * (workspace.high - 1)) * (1 + kept)
  return { bytes: bytesWithin(value, low, high, model.sources), parts }
}

function sureness({ tensors, architecture }: Model): keyof typeof WEIGHTS_ERROR {
  if (tensors !== undefined) return 'exact'
  return architecture === undefined ? 'bySize' : 'byRole'
}

/** llama.cpp leaves tables that are only looked up in the computer's memory, beside a card of its own. */
function weightsOnGpu(
  { platform, unified }: Machine,
  { all, embedding, layerTables }: Weights,
  architecture: Architecture | undefined,
  runtime: Runtime,
): number {
  if (runtime !== 'llama.cpp' || platform === 'metal' || unified) return all
  return all - layerTables - (architecture?.tiedEmbeddings === true ? 0 : embedding)
}

function cacheOptions({ runtime, context, batch, cacheElementBytes, chunk }: InferenceOptions): CacheOptions {
  return { runtime, context, batch, elementBytes: cacheElementBytes, ...(chunk !== undefined && { chunk }) }
}

/** Elements that models with grouped queries keep of a token, by the root of their size: 8B 65,536, 70B 163,840. */
const ELEMENTS_BY_ROOT = 0.72

function cacheBySize({ parameters }: Model, { context, batch, cacheElementBytes }: InferenceOptions): number {
  return ELEMENTS_BY_ROOT * Math.sqrt(parameters) * context * batch * cacheElementBytes
}
