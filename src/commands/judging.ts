import { withoutCredentials } from '../project/files/git-address.ts'
import { type SettledOptions, type Settings, withDefaults } from '../config/options.ts'

/** What stands on the command line about how a project is judged, already checked. */
export interface JudgingFlags {
  readonly asOf?: string
  readonly macos?: string
  readonly python?: string
  readonly package?: readonly (readonly [name: string, version: string])[]
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
  readonly config?: string
  /** Whether a project that is named by an address may say how it is judged. */
  readonly trustSettings?: boolean
  readonly cache: boolean
  readonly online?: boolean
  readonly resolve?: boolean
  readonly quiet?: boolean
}

/** What is waited for where a project is named by its address. */
export function fetching(project: string): string {
  return `fetching ${withoutCredentials(project)}`
}

/** The command line wins; of lists, both count. */
export function optionsOf(flags: JudgingFlags, settings: Settings, remarks: boolean): SettledOptions {
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

/** Throws a UsageError for versions that there are not. */
export async function checkVersions({ macos, package: packages }: JudgingFlags): Promise<void> {
  if (macos === undefined && packages === undefined) return
  const { checkMacos, checkPackages } = await import('./known-versions.ts')
  if (macos !== undefined) checkMacos(macos)
  checkPackages(packages ?? [])
}
