import type { Unread } from '../../report/report.ts'
import type { TextFile } from '../text-file.ts'
import type { FileTree } from './file-tree.ts'
import { MAX_PROJECT_BYTES, MAX_UNREAD } from './limits.ts'
import { readExactly, readText } from './read-text.ts'
import { decoded, type TextOf } from './texts.ts'
import { type IdlePattern, walkProject, type WalkOptions } from './walk.ts'

/** The files of a project, read one at a time so that no text is held longer than it is needed. */
export interface ProjectFiles {
  /** Sorted. */
  readonly paths: readonly string[]
  /** Files that are left out because `include` and `exclude` say so. */
  readonly excluded: number
  /** Patterns of these that match nothing. */
  readonly idle: readonly IdlePattern[]
  /** Undefined for what is no text or cannot be read; `tally` says why. */
  readonly read: (path: string) => TextFile | undefined
  /** Reads a file again without counting it. */
  readonly peek: (path: string) => TextFile | undefined
  /** The text of a file with its byte order mark, to be written again to the byte; undefined where that cannot be. */
  readonly exact: (path: string) => string | undefined
  /** What has been read so far, and what could not be. */
  readonly tally: () => { readonly files: number; readonly bytes: number; readonly unread: readonly Unread[] }
}

/** Lists the files of a project that are worth reading. Never throws. */
export function projectFiles(
  tree: FileTree,
  options: WalkOptions,
  progress: (what: string) => void,
  textOf: TextOf = decoded,
): ProjectFiles {
  const walk = walkProject(tree, options)
  const listed = new Set(walk.paths)
  const unread = [...walk.unread]
  let files = 0
  let bytes = 0
  let reads = 0
  return {
    paths: walk.paths,
    excluded: walk.excluded,
    idle: walk.idle,
    read(path) {
      if (!listed.has(path)) return undefined
      if (bytes > MAX_PROJECT_BYTES) {
        unread.push({ file: path, reason: `a project is read up to ${MAX_PROJECT_BYTES} bytes` })
        return undefined
      }
      progress(`reading ${Math.min(++reads, listed.size)} of ${listed.size}: ${path}`)
      const read = readText(tree, path, textOf)
      bytes += read.bytes
      if (read.unread) unread.push(read.unread)
      if (read.file) files += 1
      return read.file
    },
    peek: (path) => (listed.has(path) ? readText(tree, path, textOf).file : undefined),
    exact: (path) => (listed.has(path) ? readExactly(tree, path) : undefined),
    tally: () => ({ files, bytes, unread: capped(unread.toSorted(byPlace)) }),
  }
}

/** No more entries than anybody reads; the last one counts those left out. */
export function capped(unread: readonly Unread[]): readonly Unread[] {
  if (unread.length <= MAX_UNREAD) return unread
  const reason = `and ${unread.length - MAX_UNREAD} more like those above`
  return [...unread.slice(0, MAX_UNREAD), { file: '.', reason }]
}

function byPlace(left: Unread, right: Unread): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1
  return (left.line ?? 0) - (right.line ?? 0)
}
