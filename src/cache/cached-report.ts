import { realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import type { AuditOptions } from '../config/options.ts'
import type { Report } from '../report/report.ts'
import { buildIdentity } from './build.ts'
import { readEntry, writeEntry } from './entries.ts'
import { reportFolder } from './folder.ts'
import { reportKey } from './key.ts'

/**
 * The report on a directory: that of an earlier run where nothing that it depends on has changed, else what `make` gives.
 * @param make told the options with the day filled in, so that midnight cannot come between key and report
 * @param build what tells this build of the program from others; without it, nothing is read or kept
 */
export async function cachedReport(
  directory: string,
  options: AuditOptions,
  make: (options: AuditOptions) => Promise<Report>,
  build = buildIdentity(),
): Promise<Report> {
  const dated = { ...options, asOf: options.asOf ?? new Date().toISOString().slice(0, 10) }
  const root = resolve(directory)
  const folder = options.cache ? folderOutside(root) : undefined
  if (folder === undefined || build === undefined) return make(dated)
  const key = reportKey(root, dated, build)
  if (key === undefined) return make(dated)
  const known = readEntry(folder, key)
  if (known !== undefined) return JSON.parse(known) satisfies Report
  const report = await make(dated)
  // A file that was changed meanwhile may stand in the report as it was before or after.
  if (reportKey(root, dated, build) === key) writeEntry(folder, key, JSON.stringify(report))
  return report
}

/** Where reports are kept, unless that is inside the project: nothing is ever written there. */
function folderOutside(root: string): string | undefined {
  try {
    const folder = resolve(reportFolder({ platform: process.platform, environment: process.env, home: homedir() }))
    const way = relative(realpathSync(root), realpathOf(folder))
    return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? folder : undefined
  } catch {
    return undefined
  }
}

/** The real path of a folder of which the last parts may not exist yet. */
function realpathOf(folder: string): string {
  try {
    return realpathSync(folder)
  } catch (error) {
    const parent = dirname(folder)
    if (parent === folder) throw error
    return resolve(realpathOf(parent), relative(parent, folder))
  }
}
