import { isBinary } from './bytes.ts'
import type { FileTree } from './file-tree.ts'
import { listed } from './listed.ts'

/** Texts or bytes by path: POSIX, relative to the project's root, without `.` and `..`. */
export type FilesInMemory = Readonly<Record<string, string | Uint8Array>>

/**
 * Files that are in memory, read as if they stood in a directory: as UTF-8 where they are texts.
 *
 * @throws {TypeError} for a path that leads nowhere below a root
 */
export function inMemory(files: FilesInMemory): FileTree {
  const contents = new Map(Object.entries(files))
  return listed(
    [...contents.keys()].map((path) => [path, 'file']),
    {
      read(path, limit, expect) {
        const content = contents.get(path)
        if (content === undefined) return { kind: 'failed', reason: 'it is not among the files' }
        const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
        if (bytes.length > limit) return { kind: 'too-large', size: bytes.length }
        return expect === 'text' && isBinary(bytes) ? { kind: 'binary' } : { kind: 'read', bytes }
      },
    },
  )
}
