import { resolve } from 'node:path'
import type { SettledOptions } from '../config/options.ts'
import type { Report } from '../report/report.ts'
import { buildIdentity } from './build.ts'
import { readEntry, writeEntry } from './entries.ts'
import { reportKey } from './key.ts'
import { folderOutside } from './outside.ts'

/**
 * The report on a directory: that of an earlier run where nothing that it depends on has changed, else what `make` gives.
 * @param options those that `make` goes by, the day among them, so that midnight cannot come between key and report
 * @param build what tells this build of the program from others; without it, nothing is read or kept
 */
export async function cachedReport(
  directory: string,
  options: SettledOptions,
  make: () => Promise<Report>,
  build = buildIdentity(),
): Promise<Report> {
  const root = resolve(directory)
  // What an index answers may be another thing tomorrow; its answers are kept by themselves.
  const folder = options.cache && !options.online && !options.resolve ? folderOutside(root, 'reports') : undefined
  if (folder === undefined || build === undefined) return make()
  const key = reportKey(root, options, build)
  if (key === undefined) return make()
  const known = await reportIn(readEntry(folder, key))
  if (known !== undefined) return known
  const report = await make()
  // A file that was changed meanwhile may stand in the report as it was before or after.
  if (reportKey(root, options, build) === key) writeEntry(folder, key, JSON.stringify(report))
  return report
}

/**
 * Characters up to which what an entry holds is checked: it takes a tenth of a second for a million. That entries are as they
 * were written is checked of all; this is for those that somebody else has written.
 */
const MAX_CHECKED = 500_000

/** The report that an entry holds; undefined where it holds none, which is as good as no entry. */
async function reportIn(entry: string | undefined): Promise<Report | undefined> {
  if (entry === undefined) return undefined
  if (entry.length > MAX_CHECKED) return JSON.parse(entry) satisfies Report
  const [{ is }, { reportSchema }] = await Promise.all([import('valibot'), import('../report/report-schema.ts')])
  try {
    const report: unknown = JSON.parse(entry)
    return is(reportSchema, report) ? report : undefined
  } catch {
    return undefined
  }
}
