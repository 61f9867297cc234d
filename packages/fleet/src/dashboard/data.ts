/**
 * What the dashboard carries: all that its answers are made of, in columns, for ten thousand repositories and more. Names
 * stand in a table once, and repositories have their numbers in it.
 */
export interface DashboardData {
  readonly version: string
  readonly now: string
  readonly since: string
  /** Where a repository's own report is: this, and the number of the outcome in place of `*`; absent where there are none. */
  readonly reportsAt?: string
  readonly teams: readonly string[]
  readonly languages: readonly string[]
  readonly frameworks: readonly string[]
  readonly failures: readonly { readonly failure: string; readonly detail: string }[]
  readonly blockers: readonly NamedBlocker[]
  readonly models: readonly ModelNeed[]
  readonly repositories: Columns
  /** What changed in the period. */
  readonly changes: readonly Change[]
}

export interface NamedBlocker {
  readonly kind: string
  readonly name: string
  readonly remedy: string
}

/** A model for one kind of work. */
export interface ModelNeed {
  readonly model: string
  readonly parameters: number | null
  readonly work: string
  readonly quantization: string
  readonly runtime: string
}

/** A value for each repository, in the order of their names. */
export interface Columns {
  readonly name: readonly string[]
  readonly outcome: readonly number[]
  readonly team: readonly number[]
  readonly language: readonly number[]
  readonly framework: readonly number[]
  /** In STATUSES. */
  readonly status: readonly number[]
  /** In EFFORTS. */
  readonly effort: readonly number[]
  readonly automatic: readonly number[]
  readonly manual: readonly number[]
  /** 1 where too little could be followed to say that it runs, whatever is mended. */
  readonly tooOpen: readonly (0 | 1)[]
  /** -1 where there is a report. */
  readonly failure: readonly number[]
  readonly stops: readonly (readonly Stop[])[]
  readonly loads: readonly (readonly Load[])[]
}

/** A blocker, and whether there is a fix (1) that a program makes (2). */
export type Stop = readonly [blocker: number, fix: 0 | 1 | 2]

/** A need of `models`, in bytes, and the Mac that has it; 0 where none is known. */
export type Load = readonly [need: number, bytes: number, low: number, high: number, fitsFrom: number]

/** How a repository, by its place in the columns, changed; numbers as there, -1 where there was nothing. */
export interface Change {
  readonly repository: number
  readonly way: 'better' | 'worse' | 'new' | 'lost'
  readonly was: number
  readonly editsWere: number | null
  readonly edits: number | null
  readonly because: readonly string[]
}

export const STATUSES = ['runs', 'runs-degraded', 'needs-edits', 'blocked', 'unknown', 'failed'] as const
export const EFFORTS = ['none', 'minutes', 'hours', 'days', 'unknown'] as const
