import { type Dirent, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Entry, FileTree } from './file-tree.ts'
import { describeLink } from './link.ts'
import { readBytes } from './open.ts'
import { trackedPaths } from './tracked.ts'

/** The files below `root`, the absolute path of a directory. */
export function inDirectory(root: string): FileTree {
  return {
    list: (folder) => readdirSync(join(root, folder), { withFileTypes: true }).map(entryOf),
    read: (path, limit, expect) => readBytes(join(root, path), limit, expect),
    describeLink: (path) => describeLink(root, path),
    tracked: () => trackedPaths(root),
  }
}

function entryOf(entry: Dirent): Entry {
  return { name: entry.name, kind: kindOf(entry) }
}

function kindOf(entry: Dirent): Entry['kind'] {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'folder'
  if (entry.isSymbolicLink()) return 'link'
  if (entry.isFIFO()) return 'pipe'
  return entry.isSocket() ? 'socket' : 'device'
}
