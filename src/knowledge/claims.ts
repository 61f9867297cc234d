/** The shapes of what is said about CUDA and Metal, and how far it is true. */
import type { Backend, Source, Support } from '../report/report.ts'

export interface Claim {
  /** Names it: `qlora-on-a-mac`. */
  readonly id: string
  readonly topic: 'runs' | 'speed' | 'memory'
  /** As people say it, a sentence. */
  readonly claim: string
  readonly verdict: 'holds' | 'holds-if' | 'outdated' | 'wrong' | 'not-settled'
  readonly answer: string
  readonly conditions: readonly string[]
  /** What was measured or reported, each a sentence. */
  readonly figures: readonly { readonly says: string; readonly source: Source }[]
  /** What `fit` is asked about it. */
  readonly fits: readonly ClaimFit[]
  readonly facts: readonly ClaimFact[]
  /** How many operators a release lacked on MPS, and handed to the CPU by itself; and how many in an older one. */
  readonly operators?: {
    readonly release: string
    readonly missing: number
    readonly fallsBack: number
    readonly since: string
    readonly missingThen: number
  }
  readonly sources: readonly Source[]
}

/** A question to `fit`, in the words of its command line. */
export interface ClaimFit {
  readonly model: string
  readonly machine: string
  readonly runtime?: 'llama.cpp' | 'mlx' | 'pytorch'
  readonly quantization?: string
  readonly work?: 'inference' | 'full-fine-tuning' | 'lora' | 'qlora' | 'training' | 'image-generation'
  readonly context?: number
  readonly batch?: number
}

/** What is known of a library that decides, as the check of the knowledge holds it to be. */
export interface ClaimFact {
  /** The name of the library. */
  readonly library: string
  readonly platform: 'metal' | 'cuda'
  readonly backend?: Backend
  readonly says: 'works' | 'fails' | 'other'
  readonly status: Support['status']
  readonly gpu?: boolean
}
