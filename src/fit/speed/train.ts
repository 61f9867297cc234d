import type { WorkKind } from '../../report/fit.ts'
import type { Quantization } from '../memory/quantizations.ts'
import type { Weights } from '../memory/weights.ts'
import type { Machine } from '../machine.ts'
import type { Architecture, Model } from '../model.ts'
import { depthOf } from './decode.ts'
import { attentionOperations } from './prefill.ts'
import type { Term } from './rates.ts'
import { peakOf } from './traits.ts'

export interface TrainCase {
  readonly machine: Machine
  readonly model: Model
  readonly quantization: Quantization
  readonly weights: Weights
  /** `forward`: examples are read without learning from them. */
  readonly kind: WorkKind | 'forward'
  /** Tokens of one example. */
  readonly context: number
  /** Examples of a step on one GPU. */
  readonly batch: number
  readonly checkpointing: boolean
  /** Layers whose adapters are trained, where not all are. */
  readonly trainedLayers?: number
}

/** Bytes that AdamW reads and writes of a parameter in half precision: weight, gradient and two states. */
const UPDATE_BYTES = 16
/** Bytes of a weight that was unpacked. */
const UNPACKED_BYTES = 2

/**
 * What learning from one example takes: a pass forward, one backward for what flows back and one for what is learned, and with
 * checkpointing one more forward; launching the kernels of a step and changing the weights are shared by its examples.
 */
export function trainTerms(one: TrainCase): readonly Term[] {
  const { machine, model, quantization, weights, kind, batch } = one
  const layers = model.architecture === undefined ? 1 : depthOf(model.architecture)
  const passes = passesOf(one, layers)
  const isFull = kind === 'full-fine-tuning' || kind === 'training'
  const isPacked = ['nf4', 'int8', 'int4', 'mlx'].includes(quantization.kernels)
  const { bandwidth } = machine
  const isVision = model.kind === 'vision'
  const peak = isVision ? convolutionPeak(machine, quantization) : trainingPeak(machine, quantization)
  return [
    { rate: 'train.compute', amount: (passes * forwardOperations(one)) / peak },
    { rate: 'train.traffic', amount: isVision ? (passes * traffic(one)) / bandwidth : 0 },
    { rate: 'train.launches', amount: (passes * layers) / batch },
    { rate: 'train.update', amount: isFull ? (UPDATE_BYTES * model.parameters) / bandwidth / batch : 0 },
    {
      rate: 'train.unpack',
      amount: isPacked
        ? (passes * UNPACKED_BYTES * (weights.all / quantization.bits('up', true)) * 8) / bandwidth / batch
        : 0,
    },
  ]
}

function passesOf({ kind, checkpointing, trainedLayers }: TrainCase, layers: number): number {
  if (kind === 'forward' || kind === 'inference') return 1
  const again = checkpointing ? 1 : 0
  if (kind === 'full-fine-tuning' || kind === 'training') return 3 + again
  return 1 + Math.min(1, (trainedLayers ?? layers) / layers) + again
}

/** Operations of ResNet-50 for each number that its layers hand on; networks of depthwise convolutions have fewer. */
const INTENSITY = 740
/** Bytes that one pass over one image writes for later layers: of networks that see, normalizing and adding take longer than convolving. */
function traffic({ model, quantization }: TrainCase): number {
  return ((model.work?.flop ?? 0) / INTENSITY) * (quantization.kernels === 'f32' ? 4 : UNPACKED_BYTES)
}

/** Operations of one pass over one example: from the model's own count where it has one, else two for each weight and token. */
function forwardOperations({ model, weights, context }: TrainCase): number {
  const { work, architecture } = model
  if (work !== undefined) return work.flop
  return context * (2 * weights.activeParameters + (architecture === undefined ? 0 : attention(architecture, context)))
}

function attention(architecture: Architecture, context: number): number {
  return attentionOperations(architecture, context / 2)
}

/** FLOP/s in the precision that is computed in: matrices of 16 bits, or single precision outside matrix units. */
export function trainingPeak(machine: Machine, { kernels }: Quantization): number {
  const { platform, flops, matrixFlops } = machine
  if (platform === 'metal') return peakOf(machine)
  const single = flops ?? peakOf(machine)
  return kernels === 'f32' ? single : (matrixFlops ?? 2 * single)
}

/** Since Ampere, cuDNN convolves numbers of single precision on the matrix units, as TF32, unless told otherwise; products of matrices are not. */
function convolutionPeak(machine: Machine, quantization: Quantization): number {
  const { platform, generation, matrixFlops } = machine
  const peak = trainingPeak(machine, quantization)
  if (platform !== 'cuda' || WITHOUT_TF32.includes(generation) || matrixFlops === undefined) return peak
  return quantization.kernels === 'f32' ? Math.max(peak, matrixFlops / 2) : peak
}
const WITHOUT_TF32: readonly string[] = ['volta', 'turing']
