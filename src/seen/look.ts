import { resolve } from 'node:path'
import { lookAtFiles } from '../audit-files.ts'
import { withDefaults } from '../config/options.ts'
import { hostFor } from '../host-for.ts'
import type { Observed } from '../observe.ts'
import { digest, projectIn } from '../pipeline.ts'
import { inDirectory } from '../project/files/in-directory.ts'
import type { Report } from '../report/report.ts'
import { readingIdentity } from './identity.ts'
import type { LookOptions } from './look-options.ts'
import type { Seen, SeenCode } from './seen.ts'

/**
 * Audits a directory as `audit` does, and gives what was seen beside the report. Settings and remarks of the project do not
 * count: it need not be the user's own.
 */
export async function look(
  directory: string,
  options: LookOptions = {},
): Promise<{ readonly report: Report; readonly seen: Seen }> {
  const root = resolve(directory)
  const settled = withDefaults({ ...options, remarks: false })
  const project = projectIn(root)
  const { report, observed } = await lookAtFiles(
    project,
    inDirectory(root),
    hostFor(root, settled, undefined),
    settled,
    () => {},
  )
  const code = observed && codeOf(observed)
  return {
    report,
    seen: { reading: readingIdentity(), project, ...(code && { code }), unread: code ? [] : report.coverage.unread },
  }
}

function codeOf({ context: { facts, trace }, seenFor }: Observed): SeenCode {
  const { lens, ...seenOn } = seenFor()
  return { facts, trace, lens: digest(lens), ...seenOn }
}
