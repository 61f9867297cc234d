import { basename, resolve } from 'node:path'
import type { AuditOptions } from './config/options.ts'
import { toolVersion } from './config/version.ts'
import type { Examined } from './examine.ts'
import type { Knowledge } from './knowledge/knowledge.ts'
import { loadKnowledge } from './knowledge/load.ts'
import { readRevision } from './project/files/git-directory.ts'
import { projectFiles } from './project/files/project-files.ts'
import type { Report, Unread } from './report/report.ts'
import { targetFor } from './target/target.ts'
import { NO_RECOMMENDATION, unknownPlatforms } from './verdict/nothing-to-judge.ts'

/** What the caller of an audit hands in beside the project and what its user may say. */
export interface AuditEnvironment {
  /** What to judge by. Whoever audits more than once loads it once and hands it in each time. */
  readonly knowledge?: Knowledge
  /** Told what is being done, for people who wait. */
  readonly progress?: (what: string) => void
}

/**
 * Audits a directory: lists its files, examines them, and reports.
 * @throws only for bugs; what cannot be read is said in the report's `coverage`
 */
export async function audit(
  directory: string,
  options: AuditOptions,
  { knowledge = loadKnowledge(), progress = () => {} }: AuditEnvironment = {},
): Promise<Report> {
  const root = resolve(directory)
  const name = basename(root) || 'project'
  const asOf = options.asOf ?? new Date().toISOString().slice(0, 10)
  const files = projectFiles(root, options, progress)
  const revision = readRevision(root)
  const { target, coverage, ...judged } = await (files.paths.length === 0
    ? withoutFiles(files.tally().unread, knowledge, options, asOf)
    : import('./examine.ts').then(({ examine }) => examine({ name, root }, files, knowledge, options, asOf, progress)))
  return {
    schemaVersion: 1,
    tool: { name: 'acclimate', version: toolVersion(), knowledge: knowledge.newest },
    project: { name, ...(revision === undefined ? {} : { revision }) },
    target,
    coverage,
    ...judged,
  }
}

/** What there is to say where there are no files: readers, evaluation and rules, most of what a start takes, are not loaded for it. */
function withoutFiles(unread: readonly Unread[], knowledge: Knowledge, options: AuditOptions, asOf: string): Examined {
  return {
    target: targetFor({ declarations: [], locked: [], pythons: [] }, knowledge, options, asOf),
    coverage: { filesRead: 0, bytesRead: 0, unread, stale: [] },
    workloads: [],
    dependencies: [],
    findings: [],
    platforms: unknownPlatforms(),
    entryPoints: [],
    recommendation: NO_RECOMMENDATION,
  }
}
