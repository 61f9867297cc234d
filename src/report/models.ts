import type { Runtime, WorkKind } from './fit.ts'
import type { Site } from './site.ts'

/** A model that a project loads by its name. */
export interface ModelUsed {
  /** As it is known; as the project has it where it is not. */
  readonly name: string
  /** Of the catalogue; absent where nothing is known of it but its name. */
  readonly id?: string
  readonly parameters?: number
  /** What it takes as the code has it, then in four bits; none where it is not known. */
  readonly needs: readonly ModelNeed[]
  readonly sites: readonly Site[]
}

export interface ModelNeed {
  readonly work: WorkKind
  readonly quantization: string
  readonly runtime: Runtime
  /** Tokens; 1 where there is no context. */
  readonly context: number
  readonly bytes: { readonly value: number; readonly low: number; readonly high: number }
  /** The least memory of a Mac, in GB as Apple counts them, whose GPU may have so much; absent where no Mac has. */
  readonly fitsFrom?: number
}
