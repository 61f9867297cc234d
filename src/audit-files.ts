import type { AuditHost } from './audit-host.ts'
import type { SettledOptions } from './config/options.ts'
import type { Examined } from './examine.ts'
import { version } from './generated/version.ts'
import type { Observed } from './observe.ts'
import type { FileTree } from './project/files/file-tree.ts'
import { type ProjectFiles, projectFiles } from './project/files/project-files.ts'
import type { Report, Unread } from './report/report.ts'
import { targetFor } from './target/target.ts'
import { NO_RECOMMENDATION, unknownPlatforms } from './verdict/nothing-to-judge.ts'

/**
 * Audits files, wherever they are: lists them, examines them, and reports. The same files give the same report.
 * @throws only for bugs; what cannot be read is said in the report's `coverage`
 */
export async function auditFiles(
  project: Report['project'],
  tree: FileTree,
  host: AuditHost,
  options: SettledOptions,
  progress: (what: string) => void,
): Promise<Report> {
  return (await lookAtFiles(project, tree, host, options, progress)).report
}

/** The same, with what was seen; nothing is where there are no files. */
export async function lookAtFiles(
  project: Report['project'],
  tree: FileTree,
  host: AuditHost,
  options: SettledOptions,
  progress: (what: string) => void,
): Promise<{ readonly report: Report; readonly observed?: Observed }> {
  const files = projectFiles(tree, options, progress, host.textOf)
  const { examined, ...looked } =
    files.paths.length === 0
      ? { examined: withoutFiles(files.tally().unread, host, options) }
      : await import('./examine.ts').then(({ examine }) => examine(project.name, files, host, options, progress))
  return { report: reportOf(project, examined, files, host.knowledge), ...looked }
}

/**
 * The report on what was examined.
 * @param left files that were left out because the user says so, and patterns that leave out none
 */
export function reportOf(
  project: Report['project'],
  { target, coverage, setAside, unneeded = [], ...judged }: Examined,
  { excluded, idle }: Pick<ProjectFiles, 'excluded' | 'idle'>,
  knowledge: AuditHost['knowledge'],
): Report {
  const patterns = idle.map(({ by, pattern }) => ({ by: 'settings' as const, code: by, path: pattern }))
  // What is likely a slip of today comes before what has been there for long.
  const inVain = [...patterns, ...unneeded]
  return {
    schemaVersion: 1,
    tool: { name: 'acclimate', version, knowledge: knowledge.newest },
    project,
    target,
    coverage,
    ...judged,
    ...(inVain.length === 0 ? {} : { unneeded: inVain }),
    setAside: [...setAside, ...(excluded > 0 ? [{ by: 'excluded' as const, files: excluded }] : [])],
  }
}

/** What there is to say where there are no files: readers, evaluation and rules, most of what a start takes, are not loaded for it. */
export function withoutFiles(
  unread: readonly Unread[],
  { knowledge }: Pick<AuditHost, 'knowledge'>,
  options: SettledOptions,
): Examined {
  return {
    target: targetFor({ declarations: [], locked: [], pythons: [] }, knowledge, options),
    coverage: { filesRead: 0, bytesRead: 0, unread, stale: [] },
    workloads: [],
    dependencies: [],
    findings: [],
    setAside: [],
    platforms: unknownPlatforms(),
    entryPoints: [],
    recommendation: NO_RECOMMENDATION,
  }
}
