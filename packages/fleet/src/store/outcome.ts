import type { Report } from 'acclimate'

/** What makes an outcome the only one of its kind. Whoever asks again with the same key gets what is kept. */
export interface OutcomeKey {
  /** The address as the user gave it, without user and password; of a folder its absolute path. */
  readonly repository: string
  /** The branch, tag or commit that was asked for; empty for the default branch. */
  readonly revision: string
  /** The commit in hexadecimal digits; empty where it could not be learned. */
  readonly commit: string
  /** `identity().build`: who read and judged. */
  readonly build: string
  /** `identity().knowledge`: by what was judged, the day and the Mac's versions among it. */
  readonly knowledge: string
}

/** What became of one repository. */
export interface Outcome extends OutcomeKey {
  /** A label of the user's; the last one given counts. */
  readonly team?: string
  /** When it was made, as `Date.toISOString` writes it. */
  readonly at: string
  readonly result: Audited | Failed
  readonly figures: Figures
}

export interface Audited {
  readonly kind: 'audited'
  readonly report: Report
}

/** There is no report, and that is final: trying again without a change would end the same way. */
export interface Failed {
  readonly kind: 'failed'
  readonly reason: FailureReason
  /** One line for people, without credentials. */
  readonly detail: string
}

export const FAILURE_REASONS = [
  /** There is no such repository or revision, or nobody may read it. */
  'not-found',
  /** Its host could not be reached, or broke off, at every attempt. */
  'unreachable',
  /** Files or bytes beyond the limit. */
  'too-large',
  /** Seconds beyond the limit. */
  'timed-out',
  /** Memory beyond the limit. */
  'out-of-memory',
  /** The worker ended without an answer: a bug. */
  'crashed',
] as const

export type FailureReason = (typeof FAILURE_REASONS)[number]

/** What the outcome took; an outcome that was judged again from what was kept has no fetching in it. */
export interface Figures {
  /** Wall clock, from taking the job to the outcome. */
  readonly seconds: number
  /** Seconds of all processors together, the worker's own. */
  readonly processorSeconds: number
  /** Of the copy on disk: what was fetched and what was checked out. */
  readonly bytes: number
  readonly files: number
  /** Bytes, the most that was seen; 0 where it was not measured. */
  readonly peakMemory: number
}

/** Of what has not been looked at. */
export const NO_FIGURES: Figures = { seconds: 0, processorSeconds: 0, bytes: 0, files: 0, peakMemory: 0 }
