import type { SettledOptions } from '../config/options.ts'
import { type Named, openProjectOrFile, withProject } from '../config/project-directory.ts'
import { UsageError } from '../config/usage-error.ts'
import type { Summaries } from '../project/summary.ts'
import type { Report } from '../report/report.ts'
import { readNamed } from './read-named.ts'

/** What is to be audited. */
export interface Source extends Named {
  /** What the file says, where it comes from standard input. */
  readonly text?: string
  /** Whether it is somebody else's, fetched from an address. */
  readonly isCopy: boolean
}

/**
 * What the command line names; `-` is a file of which standard input is the text.
 *
 * @param progress - told how much of a repository has come
 */
export async function sourceNamed(
  project: string,
  stdinFilename: string | undefined,
  progress: (what: string) => void,
): Promise<Source> {
  if (project !== '-') {
    if (stdinFilename !== undefined) throw new UsageError('--stdin-filename is for standard input: acclimate audit -')
    const named = await openProjectOrFile(project, progress)
    return { ...named, isCopy: named.directory !== project && named.file === undefined }
  }
  return { ...withProject(stdinFilename ?? 'stdin.py'), text: readNamed(undefined, 'standard input'), isCopy: false }
}

/** Audits it. What was read of a project is kept for the next run; of one file nothing is, which is read in no time. */
export async function reportOn(
  { directory, file, text, isCopy }: Source,
  options: SettledOptions,
  progress: (what: string) => void,
): Promise<Report> {
  if (file === undefined) return reportOnProject(directory, isCopy, options, progress)
  const { auditFile } = await import('../pipeline.ts')
  return auditFile(directory, { path: file, ...(text === undefined ? {} : { text }) }, options, progress)
}

/** What was read is kept for the next run, unless `directory` is a copy that nobody comes back to. */
async function reportOnProject(
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
