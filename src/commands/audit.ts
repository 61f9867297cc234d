import { loadSettings } from '../config/load-settings.ts'
import type { AuditOptions, Settings, Threshold } from '../config/options.ts'
import { outputs } from '../generated/outputs.ts'
import { reaches } from '../report/effects.ts'
import type { Report } from '../report/report.ts'
import { EXIT } from './exit.ts'
import { progressLine } from './progress.ts'
import { placeOfOutput } from './place-of-output.ts'
import { openProject } from './project-directory.ts'
import { writeOutput } from './write-output.ts'

/** What stands on the command line, already checked. */
export interface AuditFlags {
  readonly format: string
  readonly output?: string
  readonly asOf?: string
  readonly macos?: string
  readonly python?: string
  readonly package?: readonly (readonly [name: string, version: string])[]
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
  readonly failOn?: Threshold
  readonly config?: string
  readonly cache: boolean
  readonly online?: boolean
  readonly resolve?: boolean
  readonly quiet?: boolean
}

/** Audits a directory or repository, shows the report, and returns the exit code. */
export async function runAudit(project: string, flags: AuditFlags): Promise<number> {
  const { directory, remove } = await openProject(project)
  try {
    const settings = await loadSettings(directory, flags.config)
    const progress = progressLine(flags.quiet === true)
    const [output, report] = await Promise.all([
      outputs[flags.format]?.(),
      reportOn(directory, optionsOf(flags, settings), progress.show),
    ])
    progress.clear()
    if (output) writeOutput(output.render(report, placeOfOutput(flags.output)), flags.output)
    return exitCode(report, flags.failOn ?? settings.failOn ?? 'blocks')
  } finally {
    remove()
  }
}

async function reportOn(directory: string, options: AuditOptions, progress: (what: string) => void): Promise<Report> {
  const make = async (dated: AuditOptions): Promise<Report> => {
    const { audit } = await import('../pipeline.ts')
    return audit(directory, dated, progress)
  }
  if (!options.cache) return make(options)
  const { cachedReport } = await import('../cache/cached-report.ts')
  return cachedReport(directory, options, make)
}

/** The command line wins; of lists, both count. */
function optionsOf(flags: AuditFlags, settings: Settings): AuditOptions {
  const asOf = flags.asOf ?? settings.asOf
  const macos = flags.macos ?? settings.macos
  const python = flags.python ?? settings.python
  return {
    ...(asOf === undefined ? {} : { asOf }),
    ...(macos === undefined ? {} : { macos }),
    ...(python === undefined ? {} : { python }),
    packages: { ...settings.packages, ...Object.fromEntries(flags.package ?? []) },
    include: flags.include ?? settings.include ?? [],
    exclude: [...(settings.exclude ?? []), ...(flags.exclude ?? [])],
    ignores: settings.ignores ?? [],
    cache: flags.cache,
    online: flags.online === true,
    resolve: flags.resolve === true,
  }
}

function exitCode({ findings }: Report, threshold: Threshold): number {
  if (threshold === 'none') return EXIT.fine
  return findings.some(({ effect }) => reaches(effect, threshold)) ? EXIT.findings : EXIT.fine
}
