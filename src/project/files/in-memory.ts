import { isBinary } from './bytes.ts'
import type { Entry, FileTree } from './file-tree.ts'
import { MAX_DEPTH } from './limits.ts'

/** Texts or bytes by path: POSIX, relative to the project's root, without `.` and `..`. */
export type FilesInMemory = Readonly<Record<string, string | Uint8Array>>

/**
 * Files that are in memory, read as if they stood in a directory: as UTF-8 where they are texts.
 *
 * @throws {TypeError} for a path that leads nowhere below a root
 */
export function inMemory(files: FilesInMemory): FileTree {
  const contents = new Map(Object.entries(files))
  const folders = foldersOf(contents.keys())
  return {
    list: (folder) => [...(folders.get(folder)?.values() ?? [])],
    read(path, limit, expect) {
      const content = contents.get(path)
      if (content === undefined) return { kind: 'failed', reason: 'it is not among the files' }
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
      if (bytes.length > limit) return { kind: 'too-large', size: bytes.length }
      return expect === 'text' && isBinary(bytes) ? { kind: 'binary' } : { kind: 'read', bytes }
    },
    describeLink: () => undefined,
    tracked: () => new Set(),
  }
}

/** The entries of each folder, by their names, as far down as folders are read. */
function foldersOf(paths: Iterable<string>): ReadonlyMap<string, ReadonlyMap<string, Entry>> {
  const folders = new Map<string, Map<string, Entry>>()
  for (const path of paths) {
    const names = path.split('/')
    if (names.some((name) => name === '' || name === '.' || name === '..')) {
      throw new TypeError(`${JSON.stringify(path)} is not the path of a file below a root`)
    }
    let folder = ''
    for (const [depth, name] of names.slice(0, MAX_DEPTH + 2).entries()) {
      const entries = folders.get(folder) ?? new Map<string, Entry>()
      folders.set(folder, entries)
      const isFile = depth === names.length - 1
      entries.set(isFile ? name : `${name}/`, { name, kind: isFile ? 'file' : 'folder' })
      folder += `${name}/`
    }
  }
  return folders
}
