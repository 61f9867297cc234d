import { UsageError } from '../config/usage-error.ts'
import { inDirectory } from '../project/files/in-directory.ts'
import { readText } from '../project/files/read-text.ts'
import type { Report } from '../report/report.ts'
import type { Source } from './audited.ts'

/** @throws UsageError where a file was named that cannot be read, or not as text */
export function checkReadable(project: string, { directory, file, text }: Source): void {
  if (file === undefined || text !== undefined) return
  const read = readText(inDirectory(directory), file)
  if (read.file === undefined) throw new UsageError(`cannot read ${project}: ${read.unread?.reason ?? 'it is no text'}`)
}

/**
 * A report on nothing would pass in a build where somebody has named the wrong folder. What was met and could not be read is told by
 * the report.
 * @throws UsageError where there was nothing to read
 */
export function checkRead(project: string, { coverage, setAside = [] }: Report): void {
  if (coverage.filesRead > 0 || coverage.unread.length > 0) return
  const left = setAside.reduce((sum, { files = 0 }) => sum + files, 0)
  throw new UsageError(
    left > 0
      ? `nothing is left to audit in ${project}: include and exclude leave out all ${left} files`
      : `nothing to audit in ${project}: there is no Python code, notebook, list of requirements, container or CUDA source`,
  )
}
