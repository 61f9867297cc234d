import type { Report } from 'acclimate'

/** What came of auditing one repository, as the tables take it. */
export interface Outcome {
  readonly key: OutcomeKey
  /** Label of whoever owns it. */
  readonly team?: string
  /** When it was done, as ISO 8601 has it. */
  readonly at: string
  readonly figures: {
    readonly seconds?: number
    /** Most memory that the worker took. */
    readonly peakBytes?: number
  }
  /** Absent where there is none, and then `failure` says why. */
  readonly report?: Report
  readonly failure?: { readonly kind: string; readonly reason: string }
}

/** All that an outcome depends on: an outcome with the same key is the same. */
export interface OutcomeKey {
  readonly repository: string
  readonly commit: string
  readonly build: string
  readonly knowledge: string
}
