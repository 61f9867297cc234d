import type { Model } from '../model.ts'
import type { Memory } from './inference.ts'
import type { Quantization } from './quantizations.ts'
import { bytesWithin } from './within.ts'

/**
 * What recognising speech takes besides the weights: buffers of the encoder and the caches of the decoder, for a window of 30 seconds. Fitted on the
 * table of whisper.cpp, 273 MB for 75 MiB of weights to 3.9 GB for 2.9 GiB
 * (https://github.com/ggml-org/whisper.cpp#memory-usage).
 */
const FIXED = 0.2e9
const OF_WEIGHTS = 0.15
/** PyTorch keeps more at hand; smaller beams take less. */
const RANGE = { low: 0.5, high: 2.2 } as const

/** Memory of a model that turns sound into text, with all of it held at once. */
export function soundMemory(model: Model, quantization: Quantization, batch: number): Memory {
  const weights = model.tensors?.all ?? (model.parameters * quantization.bits('up', true)) / 8
  const buffers = (FIXED + OF_WEIGHTS * weights) * batch
  const value = weights + buffers
  return {
    bytes: bytesWithin(value, weights + buffers * RANGE.low, weights + buffers * RANGE.high, model.sources),
    parts: [
      { name: 'weights', bytes: Math.round(weights) },
      { name: 'buffers and caches', bytes: Math.round(buffers) },
    ],
  }
}
