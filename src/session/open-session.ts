import { auditFiles } from '../audit-files.ts'
import type { AuditHost } from '../audit-host.ts'
import type { SettledOptions } from '../config/options.ts'
import type { FileTree } from '../project/files/file-tree.ts'
import { keepingTexts } from '../project/files/texts.ts'
import { withBuffers } from '../project/files/with-buffers.ts'
import type { Report } from '../report/report.ts'
import type { Session } from './session.ts'

/** Opens a project; two sessions share nothing but what their hosts share. */
export function openSession(
  project: Report['project'],
  tree: FileTree,
  host: AuditHost,
  options: SettledOptions,
): Session {
  const buffers = new Map<string, string>()
  const lent = { ...host, textOf: keepingTexts() }
  return {
    audit: (progress = () => {}) => auditFiles(project, withBuffers(tree, buffers), lent, options, progress),
    setBuffer(path, text) {
      if (text === undefined) buffers.delete(path)
      else buffers.set(path, text)
    },
  }
}
