/** Which outcomes stay: the newest of each repository and revision, and of the others those of which both are true. */
export interface Retention {
  /** How many of each repository and revision, the newest among them. */
  readonly newest: number
  /** The moment since which they were made, as `Date.toISOString` writes it; empty for any. */
  readonly since: string
}

/** What went: outcomes, and what was seen of commits that are no longer the newest of any repository. */
export interface Pruned {
  readonly outcomes: Removed
  readonly traces: Removed
}

export interface Removed {
  readonly count: number
  /** As they were kept. */
  readonly bytes: number
}

/** Of outcomes sorted with the newest first, those that go. */
export function removable<Kept extends { readonly at: string }>(
  sorted: readonly Kept[],
  { newest, since }: Retention,
): readonly Kept[] {
  return sorted.filter(({ at }, place) => place > 0 && (place >= newest || at < since))
}
