/** Where a fact was read, and when. */
export interface Source {
  /** An address, or a package URL such as `pkg:pypi/torch@2.6.0`. */
  readonly url: string
  /** The day on which the source was read, YYYY-MM-DD. */
  readonly seen: string
  readonly kind: 'code' | 'documentation' | 'release-notes' | 'issue' | 'measurement' | 'package'
}
