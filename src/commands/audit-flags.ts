import { type SettledOptions, type Settings, type Threshold, withDefaults } from '../config/options.ts'
import type { ShowFlags } from './show-report.ts'

/** What stands on the command line, already checked. */
export interface AuditFlags extends ShowFlags {
  readonly asOf?: string
  readonly macos?: string
  readonly python?: string
  readonly package?: readonly (readonly [name: string, version: string])[]
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
  readonly failOn?: Threshold
  readonly baseline?: string
  readonly writeBaseline?: string
  readonly config?: string
  /** Whether a project that is named by an address may say how it is judged. */
  readonly trustSettings?: boolean
  readonly cache: boolean
  readonly online?: boolean
  readonly resolve?: boolean
  readonly quiet?: boolean
  /** Show the edits instead of the report. */
  readonly diff?: boolean
  /** What standard input is called, where it is the project. */
  readonly stdinFilename?: string
  /** Audit again when something changes. */
  readonly watch?: boolean
  /** Say how long each part took. */
  readonly timing?: boolean
}

/** The command line wins; of lists, both count. */
export function optionsOf(flags: AuditFlags, settings: Settings, remarks: boolean): SettledOptions {
  return withDefaults({
    asOf: flags.asOf ?? settings.asOf,
    macos: flags.macos ?? settings.macos,
    python: flags.python ?? settings.python,
    packages: { ...settings.packages, ...Object.fromEntries(flags.package ?? []) },
    include: flags.include ?? settings.include,
    exclude: [...(settings.exclude ?? []), ...(flags.exclude ?? [])],
    ignores: settings.ignores,
    remarks,
    cache: flags.cache,
    online: flags.online,
    resolve: flags.resolve,
  })
}
