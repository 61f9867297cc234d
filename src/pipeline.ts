import { basename, resolve } from 'node:path'
import { auditFiles } from './audit-files.ts'
import type { AuditHost } from './audit-host.ts'
import { type AuditOptions, type SettledOptions, withDefaults } from './config/options.ts'
import { readRevision } from './project/files/git-directory.ts'
import { inDirectory } from './project/files/in-directory.ts'
import type { Report } from './report/report.ts'
import { knowledge } from './shipped/knowledge.ts'

/**
 * Audits a directory: what happens to the project in it on a Mac, and why.
 *
 * @param directory - relative to the working directory, or absolute
 * @param progress - told what is being done, for people who wait
 * @throws only for bugs; what cannot be read, be it the directory itself, is said in the report's `coverage`
 */
export async function audit(
  directory: string,
  options: AuditOptions = {},
  progress: (what: string) => void = () => {},
): Promise<Report> {
  const root = resolve(directory)
  const revision = readRevision(root)
  const project = { name: basename(root) || 'project', ...(revision === undefined ? {} : { revision }) }
  const settled = withDefaults(options)
  return auditFiles(project, inDirectory(root), hostFor(root, settled), settled, progress)
}

/** This machine and what ships with the package; the network and uv only where the options allow it. */
function hostFor(root: string, options: SettledOptions): AuditHost {
  return {
    knowledge,
    pythonParser: async () => (await import('./shipped/parse-python.ts')).parsePython,
    ...(options.online && {
      askIndexes: async (declared, progress) =>
        (await import('./online.ts')).askAbout(root, declared, knowledge, options, progress),
    }),
    ...(options.resolve && {
      resolve: async (declared, target, progress) =>
        (await import('./resolve.ts')).resolveOn(root, declared, target, options.asOf, progress),
    }),
  }
}
