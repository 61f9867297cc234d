import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { SettledOptions } from '../config/options.ts'
import { readOrigin, readRevision } from '../project/files/git-directory.ts'
import { inDirectory } from '../project/files/in-directory.ts'
import { promisesBinary, sizeLimit } from '../project/files/kinds.ts'
import { MAX_PROJECT_BYTES } from '../project/files/limits.ts'
import { walkProject } from '../project/files/walk.ts'

/**
 * A name, in hexadecimal digits, for everything that a report of the project at `root` depends on: the build, the
 * options, and the path and content of each file that would be read. Times of files are not trusted.
 * @returns undefined for a project that is too large to be read whole, or has no files: a report on nothing takes no time
 */
export function reportKey(root: string, options: SettledOptions, build: string): string | undefined {
  const tree = inDirectory(root)
  const walk = walkProject(tree, options)
  if (walk.paths.length === 0) return undefined
  const hash = createHash('sha256')
  const checkout = [basename(root), readRevision(root) ?? '', readOrigin(root) ?? '']
  hash.update(JSON.stringify([build, options, ...checkout, walk.unread, walk.excluded]))
  let bytes = 0
  for (const path of walk.paths) {
    // Of a file of such a name not even the existence shows in a report.
    if (promisesBinary(path)) continue
    const read = tree.read(path, sizeLimit(path), 'text')
    if (read.kind === 'read') {
      bytes += read.bytes.length
      if (bytes > MAX_PROJECT_BYTES) return undefined
      hash.update(JSON.stringify([path, read.bytes.length])).update(read.bytes)
    } else hash.update(JSON.stringify([path, read]))
  }
  return hash.digest('hex')
}
