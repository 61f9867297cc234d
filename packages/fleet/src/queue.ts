import type { Job } from './job.ts'

/** The jobs of a fleet, and who does them. What was added stays through crashes until it is done or given up. */
export interface Queue {
  /** A job that waits already is not added again; gives how many are new. */
  readonly add: (jobs: readonly Job[]) => Promise<number>
  /** Does jobs, as many at a time as there are hands, until it is told to stop or, where that is asked for, none is left. */
  readonly work: (
    hands: readonly Hand[],
    until: { readonly stop: AbortSignal; readonly empty: boolean },
  ) => Promise<void>
  readonly counts: () => Promise<Counts>
  /** What was given up, and why. */
  readonly dead: () => Promise<readonly DeadLetter[]>
  readonly pause: () => Promise<void>
  readonly resume: () => Promise<void>
  /** Removes what waits; gives how many that were. What is being done goes on. */
  readonly drain: () => Promise<number>
}

/**
 * Does one job at a time.
 * @param isLast whether the job is given up where this attempt fails
 * @throws {Error} where the job is to be tried again; the message says why
 */
export type Hand = (job: Job, isLast: boolean) => Promise<void>

export interface Counts {
  readonly waiting: number
  readonly running: number
  readonly dead: number
  readonly paused: boolean
}

export interface DeadLetter {
  readonly job: Job
  readonly why: string
}

/** How jobs are tried again. */
export interface Retrying {
  readonly attempts: number
  /** Seconds before the second attempt; twice as many before each further one. */
  readonly delay: number
  /** Seconds after which a job is free again whose worker is not heard of. */
  readonly lease: number
}
