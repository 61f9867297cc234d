import { UsageError } from '../config/usage-error.ts'
import { inDirectory } from '../project/files/in-directory.ts'
import { readText } from '../project/files/read-text.ts'
import type { Source } from './audited.ts'

/** @throws UsageError where a file was named that cannot be read, or not as text */
export function checkReadable(project: string, { directory, file, text }: Source): void {
  if (file === undefined || text !== undefined) return
  const read = readText(inDirectory(directory), file)
  if (read.file === undefined) throw new UsageError(`cannot read ${project}: ${read.unread?.reason ?? 'it is no text'}`)
}
