import { createHash } from 'node:crypto'
import { basename, resolve } from 'node:path'
import { auditFiles } from './audit-files.ts'
import { type AuditOptions, withDefaults } from './config/options.ts'
import { readOrigin, readRevision } from './project/files/git-directory.ts'
import { hostFor } from './host-for.ts'
import { fileWithImports } from './project/files/file-with-imports.ts'
import { inDirectory } from './project/files/in-directory.ts'
import { withBuffers } from './project/files/with-buffers.ts'
import type { Summaries } from './project/summary.ts'
import type { Report } from './report/report.ts'
import { openSession } from './session/open-session.ts'
import type { Session } from './session/session.ts'
import { summariesInMemory } from './session/summaries-in-memory.ts'

/**
 * Audits a directory: what happens to the project in it on a Mac, and why.
 *
 * @param directory - relative to the working directory, or absolute
 * @param progress - told what is being done, for people who wait
 * @param summaries - what earlier runs have read of its files; whoever audits once and keeps nothing leaves it out
 * @throws only for bugs; what cannot be read, be it the directory itself, is said in the report's `coverage`
 */
export async function audit(
  directory: string,
  options: AuditOptions = {},
  progress: (what: string) => void = () => {},
  summaries?: Summaries,
): Promise<Report> {
  const { project, tree, host, settled } = openedAt(directory, options, summaries)
  return auditFiles(project, tree, host, settled, progress)
}

/** One file of a project: a script, a notebook, a manifest. */
export interface OneFile {
  /** POSIX, relative to the project's directory. */
  readonly path: string
  /** What it says, where that is not what stands on disk. */
  readonly text?: string
}

/**
 * Audits one file, with what it imports from its project and the manifests that stand beside it or in the project's root.
 *
 * @param directory - of the project, relative to the working directory, or absolute
 */
export async function auditFile(
  directory: string,
  { path, text }: OneFile,
  options: AuditOptions = {},
  progress: (what: string) => void = () => {},
): Promise<Report> {
  const root = resolve(directory)
  const buffers = new Map(text === undefined ? [] : [[path, text]])
  const tree = fileWithImports(withBuffers(inDirectory(root), buffers), path)
  const settled = withDefaults(options)
  return auditFiles(
    { name: basename(path), ...checkoutOf(root) },
    tree,
    hostFor(root, settled, undefined),
    settled,
    progress,
  )
}

/**
 * Opens a project that is kept, as an editor or an agent does: `audit()` again after a change takes as long as judging does,
 * since files that are still the same are not read again; `setBuffer` lays an unsaved text over a file.
 *
 * @param directory - relative to the working directory, or absolute
 */
export function openProject(directory: string, options: AuditOptions = {}): Session {
  const { project, tree, host, settled } = openedAt(directory, options, summariesInMemory(digest))
  return openSession(project, tree, host, settled)
}

function openedAt(directory: string, options: AuditOptions, summaries: Summaries | undefined) {
  const root = resolve(directory)
  const settled = withDefaults(options)
  return { project: projectIn(root), tree: inDirectory(root), host: hostFor(root, settled, summaries), settled }
}

/** What a report says of the project in a directory. */
export function projectIn(root: string): Report['project'] {
  return { name: basename(root) || 'project', ...checkoutOf(root) }
}

function checkoutOf(root: string): Pick<Report['project'], 'revision' | 'repository'> {
  const revision = readRevision(root)
  const repository = readOrigin(root)
  return { ...(revision === undefined ? {} : { revision }), ...(repository === undefined ? {} : { repository }) }
}

/** Tells texts apart. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
