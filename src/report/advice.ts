/**
 * The answer of `acclimate choose`: a recommendation from what a person needs, with or without a project. A public
 * interface like the Report: fields may be added, the ones here keep their names and meanings.
 */
import type { Estimate, Runtime, WorkKind } from './fit.ts'
import type { Needs } from './needs.ts'
import type { Recommendation, Source, Status } from './report.ts'

export type { Needs } from './needs.ts'

export interface Advice {
  readonly schemaVersion: 1
  readonly tool: { readonly name: 'acclimate'; readonly version: string; readonly knowledge: string }
  readonly needs: Needs
  /** Present where a project was audited as well. */
  readonly project?: {
    readonly name: string
    readonly revision?: string
    readonly metal: Status
    readonly cuda: Status
  }
  /** Machines for the models, those that are recommended first; none where no model was named. */
  readonly options: readonly AdviceOption[]
  readonly recommendation: Recommendation
  /** What to do next, most urgent first. */
  readonly nextSteps: readonly string[]
  /** What was assumed, and what was not understood. */
  readonly notes: readonly string[]
}

/** One machine, or a Mac with rented hours of another, and what the work comes to there. */
export interface AdviceOption {
  /** `owned` is there, `buy` and `rent` are not; `mixed` is an owned Mac with rented hours for what it is too slow for. */
  readonly kind: 'owned' | 'buy' | 'rent' | 'mixed' | 'compared'
  readonly name: string
  /** Absent where it is a computer of any make. */
  readonly machine?: OptionMachine
  /** Of `mixed`: the machine that is owned. */
  readonly beside?: OptionMachine
  /** Each model that was asked for, in the order of the question. */
  readonly models: readonly OptionModel[]
  /** All models fit, one at a time. */
  readonly fits: boolean
  /** US dollars for all of its GPUs, and the day; absent where nobody states any. */
  readonly price?: OptionPrice
  /** Dollars by which it is above the budget. */
  readonly overBudget?: number
  /** What cannot be done there, each a sentence. */
  readonly impossible: readonly string[]
  readonly notes: readonly string[]
}

export interface OptionMachine {
  readonly id: string
  readonly name: string
  readonly platform: 'metal' | 'cuda' | 'other'
  readonly memoryBytes: number
  readonly gpuBudgetBytes: number
}

export interface OptionPrice {
  readonly usd: number
  readonly per: 'purchase' | 'hour'
  readonly day: string
  readonly isUsed?: boolean
  readonly by?: string
  readonly source: Source
}

export interface OptionModel {
  readonly model: string
  readonly parameters: number
  readonly quantization: string
  readonly runtime: Runtime
  readonly kind: WorkKind
  readonly context: number
  readonly batch: number
  /** Bytes. */
  readonly needed: Estimate
  readonly fits: boolean
  /** Bytes that are left beside it; below zero where it does not fit. */
  readonly roomBytes: number
  /** Of weights and states that are spread over several GPUs (FSDP, ZeRO): bytes on each. */
  readonly sharded?: { readonly gpus: number; readonly bytesEach: number; readonly fits: boolean }
  readonly largestContext?: number
  readonly decode?: Estimate
  readonly prefill?: Estimate
  /** Tokens a second while training; images where the model sees images. */
  readonly training?: Estimate
  readonly imageSeconds?: Estimate
  /** Seconds of sound a second. */
  readonly sound?: Estimate
  readonly watts?: Estimate
  readonly run?: OptionRun
}

/** The whole of what was said to be done, or else an answer, an image, a million tokens. */
export interface OptionRun {
  /** `9,000,000 tokens (3 epochs)`, `a day's 200 images`, `an answer of 500 tokens to a prompt of 1,000`. */
  readonly what: string
  readonly seconds: Estimate
  readonly wattHours?: Estimate
  /** Of rented machines. */
  readonly usd?: Estimate
}
