import type { Entry, FileTree } from './file-tree.ts'
import { MAX_DEPTH } from './limits.ts'

/** What a tree of known files may do besides reading them. */
export type ListedTree = Pick<FileTree, 'read'> & Partial<Pick<FileTree, 'describeLink' | 'tracked'>>

/**
 * A tree of which every file is known by its path, wherever its content is.
 *
 * @throws {TypeError} for a path that leads nowhere below a root
 */
export function listed(files: Iterable<readonly [path: string, kind: Entry['kind']]>, tree: ListedTree): FileTree {
  const folders = foldersOf(files)
  return {
    list: (folder) => [...(folders.get(folder)?.values() ?? [])],
    describeLink: () => undefined,
    tracked: () => new Set(),
    ...tree,
  }
}

/** Whether a path leads to a file below a root: POSIX, relative, without `.` and `..`. */
export function isBelowRoot(path: string): boolean {
  return !path.split('/').some((name) => name === '' || name === '.' || name === '..')
}

/** The entries of each folder, by their names, as far down as folders are read. */
function foldersOf(
  files: Iterable<readonly [path: string, kind: Entry['kind']]>,
): ReadonlyMap<string, ReadonlyMap<string, Entry>> {
  const folders = new Map<string, Map<string, Entry>>()
  for (const [path, kind] of files) {
    if (!isBelowRoot(path)) throw new TypeError(`${JSON.stringify(path)} is not the path of a file below a root`)
    const names = path.split('/')
    let folder = ''
    for (const [depth, name] of names.slice(0, MAX_DEPTH + 2).entries()) {
      const entries = folders.get(folder) ?? new Map<string, Entry>()
      folders.set(folder, entries)
      const isLast = depth === names.length - 1
      entries.set(isLast ? name : `${name}/`, { name, kind: isLast ? kind : 'folder' })
      folder += `${name}/`
    }
  }
  return folders
}
