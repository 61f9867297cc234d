/** One repository that is to be audited. */
export interface Job {
  /** The address to fetch from, without user and password: it is kept, shown and passed on. */
  readonly repository: string
  /** A branch, a tag or a commit; empty for the default branch. */
  readonly revision: string
  readonly team?: string
  /** Those with a larger number come first. */
  readonly priority: number
}

/** What a job is known by: there is one of each repository and revision. */
export function nameOf({ repository, revision }: Job): string {
  return revision === '' ? repository : `${repository}#${revision}`
}
