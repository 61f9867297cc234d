import { loadSettings } from '../config/load-settings.ts'
import type { Settings, Threshold } from '../config/options.ts'
import { UsageError } from '../config/usage-error.ts'
import { reaches } from '../report/effects.ts'
import type { Report } from '../report/report.ts'
import { withUnread } from '../report/with-unread.ts'
import type { AuditFlags } from './audit-flags.ts'
import { reportOn, sourceNamed } from './audited.ts'
import { compilingLess, keepingHeapSmall } from './engine.ts'
import { EXIT } from './exit.ts'
import { checkVersions, fetching, optionsOf } from './judging.ts'
import { progressLine } from './progress.ts'
import { checkReadable } from './readable-file.ts'
import { checkPlaces, showReport } from './show-report.ts'
import { stageTimes } from './stage-times.ts'

/** Audits a directory, repository or file, shows the report or its edits, and returns the exit code. */
export async function runAudit(project: string, flags: AuditFlags): Promise<number> {
  if (flags.fix === true) {
    const { runPort } = await import('./port.ts')
    return runPort(project, { failOn: 'blocks', ...flags, write: true, safe: true, format: 'terminal' })
  }
  compilingLess()
  checkPlaces(flags)
  if (flags.watch === true) return (await import('./watch.ts')).runWatch(project, flags)
  if (flags.diff === true && project === '-') throw new UsageError('--diff is for files; standard input is none')
  const progress = progressLine(flags.quiet === true)
  const source = await progress.during(fetching(project), (tell) => sourceNamed(project, flags.stdinFilename, tell))
  const { directory, remove } = source
  try {
    checkReadable(project, source)
    const trusted = !source.isCopy || flags.trustSettings === true
    const { settings, unread } = await loadSettings(directory, { file: flags.config, project: trusted })
    const times = stageTimes(keepingHeapSmall(progress.show))
    const options = optionsOf(await forThisMac(flags, settings), settings, trusted)
    await checkVersions(flags)
    const report = await heldAgainst(flags, async () => withUnread(await reportOn(source, options, times.show), unread))
    progress.clear()
    if (flags.diff === true) (await import('./show-edits.ts')).showEdits(report, directory, options, flags)
    else await showReport(report, flags)
    if (flags.timing === true) process.stderr.write(times.text())
    return exitCode(report, flags.failOn ?? settings.failOn ?? 'blocks')
  } finally {
    remove()
  }
}

/**
 * On a Mac the macOS of that Mac is judged for, which is said, unless somebody says which, or which day it is: what is known of a day goes
 * with the macOS of that day.
 */
async function forThisMac(flags: AuditFlags, settings: Settings): Promise<AuditFlags> {
  if (flags.macos !== undefined || settings.macos !== undefined || flags.asOf !== undefined) return flags
  const { macHere } = await import('./mac-here.ts')
  const mac = await macHere()
  if (mac?.systemVersion === undefined) return flags
  if (flags.quiet !== true)
    process.stderr.write(`Judged for this Mac: ${mac.name}, macOS ${mac.systemVersion}; --macos says otherwise.\n`)
  return { ...flags, macos: mac.systemVersion }
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

/** What a run ends with. */
export function exitCode({ findings }: Pick<Report, 'findings'>, threshold: Threshold): number {
  if (threshold === 'none') return EXIT.fine
  return findings.some(({ effect, known }) => known !== true && reaches(effect, threshold)) ? EXIT.findings : EXIT.fine
}
