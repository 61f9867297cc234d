import type { Runtime, WorkKind } from '../../report/fit.ts'
import type { Architecture, Model } from '../model.ts'
import type { Memory } from './inference.ts'
import type { Quantization } from './quantizations.ts'
import { weightsOf } from './weights.ts'
import { bytesWithin } from './within.ts'

export interface TrainingOptions {
  readonly kind: Exclude<WorkKind, 'inference' | 'image-generation'>
  readonly runtime: Runtime
  /** Tokens of one example, and examples at a time. */
  readonly context: number
  readonly batch: number
  /** Activations are computed again in the backward pass, and only those between layers are kept. */
  readonly checkpointing: boolean
  /** The loss is computed without the logits of all tokens at once, as fused kernels do. */
  readonly chunkedLoss: boolean
}

/** Rank of the adapters: what most people take. */
const RANK = 16
/** An adapter's parameter: in single precision, with its gradient and the two states of AdamW. */
const ADAPTER_BYTES = 16

/** Bytes that logits take for each entry of the vocabulary and token: in half precision, and in single for the loss. */
const LOGIT_BYTES = 6

/** What of a layer is kept for the backward pass, in multiples of the residual stream and of the feed-forward layer. */
const KEPT_OF_LAYER = { streams: 8, gated: 5, plain: 3 } as const
/** The layer that is computed again holds its gradients as well. */
const COMPUTED_AGAIN = 1.35

/** mlx-lm trains the adapters of so many layers, and keeps activations of these alone. */
const LAYERS_OF_MLX = 16

/** Of networks that see images: numbers that are kept for an operation. ResNet-50 keeps some 22 million of an image. */
const KEPT_OF_OPERATIONS = 0.0027

/** Half and single precision. */
const [HALF, SINGLE] = [2, 4]

/**
 * What training takes of the GPU's memory. Peaks are either at the end of the forward pass, with all activations, or in the optimizer's
 * step, with gradients and a copy of what it changes. Full fine-tuning in bfloat16 comes to 10 bytes a parameter without
 * activations, as measured on an A100; training in single precision to 20.
 */
export function trainingMemory(model: Model, quantization: Quantization, options: TrainingOptions): Memory {
  const isFull = options.kind === 'full-fine-tuning' || options.kind === 'training'
  const weights = weightsOf(model, quantization).all
  const bytes = quantization.kernels === 'f32' ? SINGLE : HALF
  const trained = isFull ? weights : adapterParameters(model) * ADAPTER_BYTES
  const states = isFull ? 2 * weights : trained
  const step = isFull ? 2 * weights : 0
  const tokens = options.context * options.batch
  const { architecture, work } = model
  const activations =
    architecture !== undefined
      ? activationBytes(architecture, tokens, bytes, options)
      : work === undefined
        ? bySize(model, tokens)
        : options.batch * work.flop * KEPT_OF_OPERATIONS * bytes
  const loss = work === undefined ? lossBytes(architecture, tokens, options) : 0
  const parts = [
    { name: 'weights', bytes: Math.round(weights) },
    { name: isFull ? 'optimizer states' : 'adapters', bytes: Math.round(states) },
    // In the optimizer's step activations are gone: the larger of the two counts.
    { name: 'gradients and step', bytes: Math.round(Math.max(0, step - activations - loss)) },
    { name: 'activations', bytes: Math.round(activations) },
    { name: 'logits and loss', bytes: Math.round(loss) },
  ]
  const value = parts.reduce((sum, part) => sum + part.bytes, 0)
  const moving = activations + loss
  // Kernels of attention, dropout and casts differ: activations are known to a third, the rest to a twentieth.
  const low = value - moving * 0.3 - weights * 0.03
  const high = value + moving * 0.32 + weights * (quantization.kernels === 'nf4' ? 0.25 : 0.06) + RESERVE
  return { bytes: bytesWithin(value, low, high, model.sources), parts }
}

/** Buffers of libraries that grow with nothing. */
const RESERVE = 0.3e9

function adapterParameters({ architecture, parameters }: Model): number {
  if (architecture === undefined) return parameters * 0.002
  const { hidden, heads, layers } = architecture
  return layers.reduce((sum, { count, keeps }) => {
    const width = keeps.kind === 'attention' ? keeps.keyLength * (heads + keeps.keyValueHeads) * 2 : 4 * hidden
    return sum + count * RANK * (4 * hidden + width)
  }, 0)
}

function activationBytes(
  architecture: Architecture,
  tokens: number,
  bytes: number,
  { checkpointing, runtime, kind }: TrainingOptions,
): number {
  const { hidden, feedForward, layers, experts } = architecture
  const depth = layers.reduce((sum, { count }) => sum + count, 0)
  const kept =
    runtime === 'mlx' && kind !== 'full-fine-tuning' && kind !== 'training' ? Math.min(depth, LAYERS_OF_MLX) : depth
  // Layers of four times the width are those that are not gated.
  const copies = feedForward === 4 * hidden ? KEPT_OF_LAYER.plain : KEPT_OF_LAYER.gated
  const used = experts === undefined ? 1 : experts.used + experts.shared
  const layer = bytes * (KEPT_OF_LAYER.streams * hidden + copies * feedForward * used)
  return checkpointing ? tokens * (depth * hidden * bytes + COMPUTED_AGAIN * layer) : tokens * kept * layer
}

function lossBytes(architecture: Architecture | undefined, tokens: number, { chunkedLoss }: TrainingOptions): number {
  if (architecture === undefined) return tokens * LOGIT_BYTES * 100_000
  return tokens * (chunkedLoss ? SINGLE * architecture.hidden : LOGIT_BYTES * architecture.vocabulary)
}

/** With checkpointing, of a model of which only the size is known. */
function bySize({ parameters }: Model, tokens: number): number {
  return tokens * 0.0064 * parameters ** 0.8
}
