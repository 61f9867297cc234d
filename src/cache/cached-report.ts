import { resolve } from 'node:path'
import type { AuditOptions } from '../config/options.ts'
import type { Report } from '../report/report.ts'
import { buildIdentity } from './build.ts'
import { readEntry, writeEntry } from './entries.ts'
import { reportKey } from './key.ts'
import { folderOutside } from './outside.ts'

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
  // What an index answers may be another thing tomorrow; its answers are kept by themselves.
  const folder = options.cache && !options.online && !options.resolve ? folderOutside(root, 'reports') : undefined
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
