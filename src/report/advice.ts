/**
 * The answer of `acclimate choose`: a recommendation from what a person needs, with or without a project. A public
 * interface like the Report: fields may be added, the ones here keep their names and meanings.
 */
import type { Recommendation, Status } from './report.ts'

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
  readonly recommendation: Recommendation
  /** What to do next, most urgent first. */
  readonly nextSteps: readonly string[]
}

/** What a person wants to do, and with what; each field absent where they have not said. */
export interface Needs {
  readonly work?: readonly Work[]
  /** Names of libraries as people call them, on an index or when importing. */
  readonly libraries?: readonly string[]
  /** Size of the largest model, in billions of parameters. */
  readonly parameters?: number
  readonly machines?: readonly Machine[]
  /** Where what comes of it has to run. */
  readonly target?: Destination
  readonly gpus?: 'one' | 'several'
  /** What counts most. */
  readonly first?: First
}

export const WORKS = [
  'training',
  'fine-tuning',
  'lora',
  'qlora',
  'inference',
  'llm',
  'serving',
  'image-generation',
  'kernels',
  'data',
] as const
export const MACHINES = ['mac', 'nvidia', 'cloud'] as const
export const TARGETS = ['linux', 'apple', 'any'] as const
export const GPUS = ['one', 'several'] as const
export const FIRSTS = ['speed', 'power', 'cost', 'none'] as const

export type Work = (typeof WORKS)[number]
export type Machine = (typeof MACHINES)[number]
export type Destination = (typeof TARGETS)[number]
export type First = (typeof FIRSTS)[number]
