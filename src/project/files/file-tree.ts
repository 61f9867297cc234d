import type { Bytes } from './bytes.ts'

/**
 * Where the files of a project are: in a directory or in memory. It is all that reading asks of the outside, and has no
 * opinion about what is worth reading. Paths are POSIX and relative to the project's root; those of folders end in a
 * slash, and the root's is empty.
 */
export interface FileTree {
  /** What is in a folder, in any order. Throws the file system's error where it cannot be listed. */
  readonly list: (folder: string) => readonly Entry[]
  /** The content of a regular file of at most `limit` bytes; of binary content only that it is, where text is expected. */
  readonly read: (path: string, limit: number, expect?: 'text' | 'any') => Bytes
  /** Why the link at `path` is not followed; undefined where what it leads to is met under its own name. */
  readonly describeLink: (path: string) => string | undefined
  /** Files that belong to the project though an ignore file matches them, and the folders that hold them. */
  readonly tracked: () => ReadonlySet<string>
}

export interface Entry {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link' | 'pipe' | 'socket' | 'device'
}
