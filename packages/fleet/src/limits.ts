/** What one repository may take. What it takes beyond costs it its report, and nothing else. */
export interface Limits {
  readonly files: number
  /** Of what is fetched, and again of what is checked out. */
  readonly bytes: number
  /** Wall clock, for fetching and auditing together. */
  readonly seconds: number
  /** Bytes of the worker and all that it has started. */
  readonly memory: number
}

/**
 * The largest repositories of machine learning have some 30,000 files and a gigabyte; they are fetched in one minute, audited
 * in another, in less than a gigabyte of memory.
 */
export const DEFAULT_LIMITS: Limits = { files: 200_000, bytes: 2_000_000_000, seconds: 300, memory: 2_000_000_000 }
