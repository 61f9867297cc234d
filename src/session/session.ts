import { auditFiles } from '../audit-files.ts'
import type { AuditHost } from '../audit-host.ts'
import type { SettledOptions } from '../config/options.ts'
import type { FileTree } from '../project/files/file-tree.ts'
import { withBuffers } from '../project/files/with-buffers.ts'
import type { Report } from '../report/report.ts'

/** A project that is kept, to be audited again when something in it has changed. */
export interface Session {
  /**
   * What the project is now: its files, with the buffers laid over them. What was read before and is still the same is not
   * read again, as far as the host keeps summaries.
   */
  readonly audit: (progress?: (what: string) => void) => Promise<Report>
  /** Lays a text over the file at a path (POSIX, relative to the root), be it there or not; undefined takes it away again. */
  readonly setBuffer: (path: string, text: string | undefined) => void
}

/** Opens a project; two sessions share nothing but what their hosts share. */
export function openSession(
  project: Report['project'],
  tree: FileTree,
  host: AuditHost,
  options: SettledOptions,
): Session {
  const buffers = new Map<string, string>()
  return {
    audit: (progress = () => {}) => auditFiles(project, withBuffers(tree, buffers), host, options, progress),
    setBuffer(path, text) {
      if (text === undefined) buffers.delete(path)
      else buffers.set(path, text)
    },
  }
}
