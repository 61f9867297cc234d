import type { Entry, FileTree } from './file-tree.ts'
import { isBinary } from './bytes.ts'

/** A tree in which the texts of an editor's buffers, by path, stand in place of files or beside them. */
export function withBuffers(tree: FileTree, buffers: ReadonlyMap<string, string>): FileTree {
  if (buffers.size === 0) return tree
  return {
    ...tree,
    list: (folder) => {
      const own = entriesIn(folder, buffers)
      const there = listed(tree, folder, own.length > 0)
      const names = new Set(there.map(({ name }) => name))
      return [...there, ...own.filter(({ name }) => !names.has(name))]
    },
    read: (path, limit, expect) => {
      const text = buffers.get(path)
      if (text === undefined) return tree.read(path, limit, expect)
      const bytes = new TextEncoder().encode(text)
      if (bytes.length > limit) return { kind: 'too-large', size: bytes.length }
      return expect === 'text' && isBinary(bytes) ? { kind: 'binary' } : { kind: 'read', bytes }
    },
  }
}

/** A folder may be there in buffers only. */
function listed(tree: FileTree, folder: string, isBuffered: boolean): readonly Entry[] {
  try {
    return tree.list(folder)
  } catch (error) {
    if (isBuffered) return []
    throw error
  }
}

function entriesIn(folder: string, buffers: ReadonlyMap<string, string>): readonly Entry[] {
  const entries = new Map<string, Entry>()
  for (const path of buffers.keys()) {
    if (!path.startsWith(folder)) continue
    const [name = '', ...rest] = path.slice(folder.length).split('/')
    entries.set(name, { name, kind: rest.length > 0 ? 'folder' : 'file' })
  }
  return [...entries.values()]
}
