import { loadSettings } from '../config/load-settings.ts'
import type { SettledOptions, Threshold } from '../config/options.ts'
import type { Summaries } from '../project/summary.ts'
import { reaches } from '../report/effects.ts'
import type { Report } from '../report/report.ts'
import { withUnread } from '../report/with-unread.ts'
import { EXIT } from './exit.ts'
import { type JudgingFlags, optionsOf } from './judging.ts'
import { progressLine } from './progress.ts'
import { openProject } from '../config/project-directory.ts'
import { compilingLess, keepingHeapSmall } from './engine.ts'
import { shownBy, showReport, type ShowFlags } from './show-report.ts'

/** What stands on the command line, already checked. */
export interface AuditFlags extends ShowFlags, JudgingFlags {
  readonly failOn?: Threshold
  readonly baseline?: string
  readonly writeBaseline?: string
  /** Show the edits instead of the report. */
  readonly diff?: boolean
  /** Make the safe edits and show what comes of it. */
  readonly fix?: boolean
  readonly allowDirty?: boolean
}

/** Audits a directory or repository, shows the report or its edits, and returns the exit code. */
export async function runAudit(project: string, flags: AuditFlags): Promise<number> {
  if (flags.fix === true) {
    const { runPort } = await import('./port.ts')
    return runPort(project, { failOn: 'blocks', ...flags, write: true, safe: true, format: 'terminal' })
  }
  compilingLess()
  shownBy(flags)
  const { directory, remove } = await openProject(project)
  try {
    const isCopy = directory !== project
    const trusted = !isCopy || flags.trustSettings === true
    const { settings, unread } = await loadSettings(directory, { file: flags.config, project: trusted })
    const progress = progressLine(flags.quiet === true)
    const show = keepingHeapSmall(progress.show)
    const options = optionsOf(flags, settings, trusted)
    const report = await heldAgainst(flags, async () =>
      withUnread(await reportOn(directory, isCopy, options, show), unread),
    )
    progress.clear()
    if (flags.diff === true) (await import('./show-edits.ts')).showEdits(report, directory, options, flags)
    else await showReport(report, flags)
    return exitCode(report, flags.failOn ?? settings.failOn ?? 'blocks')
  } finally {
    remove()
  }
}

/** The report with what is known marked; of a baseline that is written now, everything is known. */
async function heldAgainst({ baseline, writeBaseline }: AuditFlags, make: () => Promise<Report>): Promise<Report> {
  if (baseline === undefined && writeBaseline === undefined) return make()
  const { knownFrom, readBaseline, saveBaseline, withBaseline } = await import('./baseline.ts')
  // Read first: whoever names a wrong file should not have to wait for it.
  const known = baseline === undefined ? undefined : await readBaseline(baseline)
  const report = await make()
  if (writeBaseline === undefined) return withBaseline(report, known ?? [])
  saveBaseline(report, writeBaseline)
  return withBaseline(report, known ?? knownFrom(report))
}

/** What was read is kept for the next run, unless `directory` is a copy that nobody comes back to. */
async function reportOn(
  directory: string,
  isCopy: boolean,
  options: SettledOptions,
  progress: (what: string) => void,
): Promise<Report> {
  const make = async (summaries?: Summaries): Promise<Report> => {
    const { audit } = await import('../pipeline.ts')
    return audit(directory, options, progress, summaries)
  }
  if (!options.cache) return make()
  const { cachedReport } = await import('../cache/cached-report.ts')
  return cachedReport(directory, options, async () => {
    const { keptSummaries } = await import('../cache/kept-summaries.ts')
    const kept = isCopy ? undefined : keptSummaries(directory)
    const report = await make(kept?.summaries)
    kept?.save()
    return report
  })
}

/** What a run ends with. */
export function exitCode({ findings }: Pick<Report, 'findings'>, threshold: Threshold): number {
  if (threshold === 'none') return EXIT.fine
  return findings.some(({ effect, known }) => known !== true && reaches(effect, threshold)) ? EXIT.findings : EXIT.fine
}
