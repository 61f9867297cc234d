/** The `Fit` of the contracts: one model on one machine, in numbers with ranges. */
import type { Source } from './source.ts'

export interface Fit {
  readonly schemaVersion: 1
  readonly model: {
    readonly id: string
    readonly parameters: number
    readonly activeParameters: number
    readonly quantization: string
    readonly weightsBytes: number
    readonly from: 'file' | 'catalogue' | 'given'
  }
  readonly machine: {
    readonly id: string
    readonly name: string
    readonly platform: 'metal' | 'cuda' | 'other'
    readonly memoryBytes: number
    readonly gpuBudgetBytes: number
    readonly bandwidthBytesPerSecond: number
  }
  readonly work: {
    readonly kind: WorkKind
    readonly runtime: Runtime
    /** Tokens. */
    readonly context: number
    /** Sequences, or images, at a time. */
    readonly batch: number
    /** Tokens that stand before the one whose speed is told. */
    readonly depth: number
  }
  readonly memory: {
    readonly bytes: Estimate
    readonly parts: readonly Part[]
    readonly fits: boolean
    /** Tokens up to which it would fit, at this batch. */
    readonly largestContext?: number
    /** Sequences at a time up to which it would fit, at this context. */
    readonly largestBatch?: number
    /** Bytes at contexts that double, where they were asked for. */
    readonly curve?: readonly { readonly context: number; readonly bytes: number }[]
  }
  readonly prefill?: { readonly tokensPerSecond: Estimate }
  readonly decode?: { readonly tokensPerSecond: Estimate }
  readonly step?: { readonly seconds: Estimate; readonly tokensPerSecond: Estimate }
  readonly image?: {
    readonly seconds: Estimate
    /** Pixels of a side. */
    readonly size: number
    readonly steps: number
  }
  /** Of speech: seconds of sound that are turned into text in a second. */
  readonly sound?: { readonly secondsPerSecond: Estimate }
  /** What llama.cpp would do with a model that a card does not hold. */
  readonly offload?: Offload
  readonly energy?: { readonly joulesPerToken?: Estimate; readonly watts: Estimate }
  readonly cost?: { readonly currency: 'USD'; readonly perMillionTokens?: Estimate; readonly machine?: number }
  readonly notes: readonly string[]
}

export interface Offload {
  readonly layersOnGpu: number
  readonly layers: number
  /** Bytes that stay in the computer's memory. */
  readonly processorBytes: number
  readonly tokensPerSecond: Estimate
}

export interface Part {
  readonly name: string
  readonly bytes: number
}

export const WORK_KINDS = ['inference', 'full-fine-tuning', 'lora', 'qlora', 'training', 'image-generation'] as const
export type WorkKind = (typeof WORK_KINDS)[number]

export const RUNTIMES = ['llama.cpp', 'mlx', 'pytorch'] as const
export type Runtime = (typeof RUNTIMES)[number]

/** Types of the KV cache. */
export const CACHE_TYPES = ['f16', 'f32', 'q8_0', 'q5_0', 'q4_0'] as const
export type CacheType = (typeof CACHE_TYPES)[number]

/** `low` to `high` is meant to hold nine of ten real measurements. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly basis: 'measured' | 'calibrated' | 'analytic'
  readonly sources: readonly Source[]
}
