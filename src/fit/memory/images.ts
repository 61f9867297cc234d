import type { Part } from '../../report/fit.ts'
import type { Model } from '../model.ts'
import type { Memory } from './inference.ts'
import type { Quantization } from './quantizations.ts'
import { bytesWithin } from './within.ts'

/**
 * Bytes for each pixel while an image of a latent diffusion model is decoded. FLUX.1 dev in bfloat16 peaks 5.07 GB above its
 * weights at 1024 x 1024 (https://github.com/huggingface/blog/blob/0b53cb19/diffusers-quantization.md).
 */
const DECODER_BYTES = 4835
/** Decoding by tiles takes a third; some runtimes keep the scores of attention besides. */
const WORKSPACE = { low: 0.35, high: 1.5 } as const

/** Networks that libraries quantize: those of transformers and large convolutions, not the small decoder. */
const IN_HALF = /decoder|CLIP/

/** What generating images takes, with all networks held at once. */
export function imageMemory(
  model: Model,
  quantization: Quantization,
  { size, batch }: { size: number; batch: number },
): Memory {
  const networks = model.parts ?? [{ name: 'weights', parameters: model.parameters }]
  const bits = (name: string): number =>
    IN_HALF.test(name) ? Math.max(16, quantization.bits('output', true)) : quantization.bits('up', true)
  const parts: Part[] = [
    ...networks.map(({ name, parameters }) => ({ name, bytes: Math.round((parameters * bits(name)) / 8) })),
    { name: 'decoding and activations', bytes: Math.round(DECODER_BYTES * size ** 2 * batch) },
  ]
  const value = parts.reduce((sum, { bytes }) => sum + bytes, 0)
  const workspace = parts.at(-1)?.bytes ?? 0
  const low = value - workspace * (1 - WORKSPACE.low)
  const high = value + workspace * (WORKSPACE.high - 1)
  return { bytes: bytesWithin(value, low, high, model.sources), parts }
}
