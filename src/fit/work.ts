import type { Runtime, WorkKind } from '../report/fit.ts'

/** What is asked of a model and a machine. */
export interface Work {
  readonly kind: WorkKind
  /** Tokens. */
  readonly context: number
  readonly batch: number
  /** Name of a quantization of weights: `Q4_K_M`, `F16`, `mlx-4bit`, `nf4`. */
  readonly quantization: string
  readonly runtime: Runtime
  /** Bytes of one element of the KV cache: 2 unless it is quantized. */
  readonly cacheElementBytes: number
  /** Tokens that stand before the one whose speed is told. */
  readonly depth: number
  /** Activations are computed again while training, so that fewer are kept. */
  readonly checkpointing: boolean
  /** The loss is computed without the logits of all tokens at once. */
  readonly chunkedLoss: boolean
  /** Pixels of a side of an image, and steps that it takes. */
  readonly size: number
  readonly steps: number
  /** US dollars for a kilowatt-hour. */
  readonly electricity?: number
  /** Version of macOS, such as `15.5`, where it is not the newest. */
  readonly macos?: string
  /** MiB that the GPU of a Mac may have, where the user set `iogpu.wired_limit_mb`. */
  readonly wiredLimitMb?: number
}
