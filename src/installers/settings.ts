/** What an installer of the user says about where packages come from. */
export interface IndexSettings {
  /** For example `pip 26.1`. */
  readonly toldBy: string
  /** Roots of package indexes (`https:`, `http:` or `file:`), as configured, credentials included; the first one first. */
  readonly indexes: readonly string[]
  /** Pages or folders of links to files. */
  readonly links: readonly string[]
  /** File of certificates that the user trusts. */
  readonly certificates?: string
  /** Address of a proxy. */
  readonly proxy?: string
  /** Whether the user chose any of it, rather than leaving it at the installer's default. */
  readonly chosen: boolean
}
