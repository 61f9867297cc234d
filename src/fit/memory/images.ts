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

/** Small networks that libraries do not quantize. */
const IN_HALF = /decoder|CLIP/
const TEXT_ENCODER = /^text encoder/

/**
 * The output projections of T5's feed-forward layers, which transformers keeps in single precision (`_keep_in_fp32_modules`) where
 * bitsandbytes quantizes the rest: 24 of 10,240 times 4,096 of T5-XXL.
 */
const KEPT_OF_T5 = (24 * 10_240 * 4096) / 4_762_310_656

/** diffusers quantizes the denoiser of a GGUF file alone; other programs take files of text encoders, too. */
const GGUF_KERNELS: readonly Quantization['kernels'][] = ['q8', 'q4', 'k', 'i', 'mxfp4']

/** What generating images takes, with all networks held at once. */
export function imageMemory(
  model: Model,
  quantization: Quantization,
  { size, batch }: { size: number; batch: number },
): Memory {
  const networks = model.parts ?? [{ name: 'weights', parameters: model.parameters }]
  const parts: Part[] = [
    ...networks.map(({ name, parameters }) => ({
      name,
      bytes: Math.round((parameters * bitsOf(name, quantization)) / 8),
    })),
    { name: 'decoding and activations', bytes: Math.round(DECODER_BYTES * size ** 2 * batch) },
  ]
  const value = parts.reduce((sum, { bytes }) => sum + bytes, 0)
  const workspace = parts.at(-1)?.bytes ?? 0
  const least = networks.reduce(
    (sum, { name, parameters }) =>
      sum + (parameters * Math.min(bitsOf(name, quantization), quantization.bits('up', true))) / 8,
    workspace * WORKSPACE.low,
  )
  const low = Math.min(least, value - workspace * (1 - WORKSPACE.low))
  const high = value + workspace * (WORKSPACE.high - 1)
  return { bytes: bytesWithin(value, low, high, model.sources), parts }
}

function bitsOf(name: string, quantization: Quantization): number {
  const half = Math.max(16, quantization.bits('output', true))
  const quantized = quantization.bits('up', true)
  if (IN_HALF.test(name)) return half
  const { kernels } = quantization
  if (TEXT_ENCODER.test(name) && GGUF_KERNELS.includes(kernels)) return half
  const isKept = name.includes('T5') && (kernels === 'nf4' || kernels === 'int8')
  return isKept ? quantized * (1 - KEPT_OF_T5) + 32 * KEPT_OF_T5 : quantized
}
