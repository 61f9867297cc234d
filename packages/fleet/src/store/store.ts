import type { Outcome, OutcomeKey } from './outcome.ts'
import type { Pruned, Retention } from './prune.ts'

/**
 * Keeps the outcomes of a fleet. What is kept is there after a crash; keeping the same twice has no second effect: an audit
 * replaces a failure of the same key, nothing replaces an audit, and the last team that was given counts. An audit that comes to
 * what is kept already, as after a revert, is the newest again.
 */
export interface Store {
  /** Keeps all of them or, where it rejects, none. */
  readonly keep: (kept: readonly Kept[]) => Promise<void>
  readonly find: (key: OutcomeKey) => Promise<Outcome | undefined>
  /** What became of a repository last. */
  readonly newest: (repository: string, revision: string) => Promise<Outcome | undefined>
  /** The newest outcome of each repository and revision, or every one, sorted by these; read as it is asked for. */
  readonly outcomes: (asked?: Asked) => AsyncIterable<Outcome>
  /** What was seen of a repository at a commit, as it was kept last. */
  readonly seen: (repository: string, commit: string) => Promise<Uint8Array | undefined>
  /**
   * Removes outcomes that need not stay, and what was seen of commits that are no longer the newest of any repository: from these
   * nothing is judged again. Broken off, it goes on when it is called again.
   */
  readonly prune: (retention: Retention) => Promise<Pruned>
  readonly close: () => Promise<void>
}

/** An outcome, and what was seen, from which it can be judged again; `packSeen` of `acclimate/fleet` makes these bytes. */
export interface Kept {
  readonly outcome: Outcome
  readonly seen?: Uint8Array
}

/** Which outcome it is, without what it says. */
export type Named = Omit<Outcome, 'result' | 'figures'>

export interface Asked {
  /** Whether the earlier ones are wanted, too, oldest first. */
  readonly every?: boolean
  /** Asked before a report is read: those for which it is true are not wanted. */
  readonly skips?: (outcome: Named) => boolean
}
