import type { Effect } from '../report/report.ts'

/** What a user may say about an audit; the command line wins over the configuration file. */
export interface AuditOptions {
  /** Judge by what was known on this day, YYYY-MM-DD; today when absent. */
  readonly asOf?: string
  /** The Mac's macOS version, for example `15.6`. */
  readonly macos?: string
  /** The Mac's Python version, for example `3.12`. */
  readonly python?: string
  /** Versions to take for packages, by normalised name, whatever the project declares. */
  readonly packages: Readonly<Record<string, string>>
  /** Patterns as in an ignore file; when there are any, only files that match one are read. */
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly ignores: readonly Ignore[]
  /** Whether results of earlier runs may be used and kept. */
  readonly cache: boolean
  /** Whether the user's package indexes may be asked about packages that nothing is known of; no when absent. */
  readonly online?: boolean
  /** Whether the user's uv may be asked what it would install on either platform; no when absent. */
  readonly resolve?: boolean
}

/** A kind of finding that the user does not want to see, and why. */
export interface Ignore {
  readonly code: string
  /** Pattern as in an ignore file; everywhere when absent. */
  readonly path?: string
  readonly reason: string
}

/** The worst effect that still lets the program end with 0 is the one below this; `none` never fails. */
export type Threshold = Effect | 'none'

/** What a configuration file can say: the options, and when to fail. A project's file cannot open the network. */
export type Settings = Partial<Omit<AuditOptions, 'cache' | 'online' | 'resolve'>> & { readonly failOn?: Threshold }
