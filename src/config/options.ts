import type { Effect } from '../report/report.ts'

/** What a user may say about an audit; all of it has a default. */
export interface AuditOptions {
  /** Judge by what was known on this day, YYYY-MM-DD; today when absent. */
  readonly asOf?: string | undefined
  /** The Mac's macOS version, for example `15.6`; the newest of the day when absent. */
  readonly macos?: string | undefined
  /** The Mac's Python version, for example `3.12`; the newest of the day that the project admits when absent. */
  readonly python?: string | undefined
  /** Versions to take for packages, by normalised name, whatever the project declares; none when absent. */
  readonly packages?: Readonly<Record<string, string>> | undefined
  /** Patterns as in an ignore file: only files that match one are read. All files when absent or empty. */
  readonly include?: readonly string[] | undefined
  /** Patterns as in an ignore file: files that match one are counted, and neither read nor mentioned. No file when absent. */
  readonly exclude?: readonly string[] | undefined
  /** Kinds of findings that are not wanted; none when absent. */
  readonly ignores?: readonly Ignore[] | undefined
  /** Whether remarks beside the code may set findings aside; yes when absent. */
  readonly remarks?: boolean | undefined
  /** Whether what earlier runs have kept outside the project may be used, and more be kept; no when absent. */
  readonly cache?: boolean | undefined
  /** Whether the user's package indexes may be asked about packages that nothing is known of; no when absent. */
  readonly online?: boolean | undefined
  /** Whether the user's uv may be asked what it would install on either platform; no when absent. */
  readonly resolve?: boolean | undefined
}

/** The options of an audit with every default filled in; what stays open about the Mac is for the project to say. */
export interface SettledOptions {
  readonly asOf: string
  readonly macos?: string
  readonly python?: string
  readonly packages: Readonly<Record<string, string>>
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly ignores: readonly Ignore[]
  readonly remarks: boolean
  readonly cache: boolean
  readonly online: boolean
  readonly resolve: boolean
}

/** Fills in the defaults. What comes out may go in again, and comes out the same. */
export function withDefaults({ macos, python, ...options }: AuditOptions): SettledOptions {
  return {
    asOf: options.asOf ?? new Date().toISOString().slice(0, 10),
    ...(macos === undefined ? {} : { macos }),
    ...(python === undefined ? {} : { python }),
    packages: options.packages ?? {},
    include: options.include ?? [],
    exclude: options.exclude ?? [],
    ignores: options.ignores ?? [],
    remarks: options.remarks ?? true,
    cache: options.cache ?? false,
    online: options.online ?? false,
    resolve: options.resolve ?? false,
  }
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
export type Settings = Omit<AuditOptions, 'remarks' | 'cache' | 'online' | 'resolve'> & { readonly failOn?: Threshold }
