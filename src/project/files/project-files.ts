import type { Unread } from '../../report/report.ts'
import type { TextFile } from '../text-file.ts'
import { MAX_PROJECT_BYTES, MAX_UNREAD } from './limits.ts'
import { readExactly, readText } from './read-text.ts'
import { walkProject, type WalkOptions } from './walk.ts'

/** The files of a project, read one at a time so that no text is held longer than it is needed. */
export interface ProjectFiles {
  /** Sorted. */
  readonly paths: readonly string[]
  /** Undefined for what is no text or cannot be read; `tally` says why. */
  readonly read: (path: string) => TextFile | undefined
  /** Reads a file again without counting it. */
  readonly peek: (path: string) => TextFile | undefined
  /** The text of a file with its byte order mark, to be written again to the byte; undefined where that cannot be. */
  readonly exact: (path: string) => string | undefined
  /** What has been read so far, and what could not be. */
  readonly tally: () => { readonly files: number; readonly bytes: number; readonly unread: readonly Unread[] }
}

/** Lists the files of the project at `root`. Never throws for what it finds below the root. */
export function projectFiles(root: string, options: WalkOptions, progress: (what: string) => void): ProjectFiles {
  const walk = walkProject(root, options)
  const byPath = new Map(walk.files.map((file) => [file.path, file]))
  const unread = [...walk.unread]
  let files = 0
  let bytes = 0
  return {
    paths: walk.files.map(({ path }) => path),
    read(path) {
      const file = byPath.get(path)
      if (!file) return undefined
      if (bytes > MAX_PROJECT_BYTES) {
        unread.push({ file: path, reason: `a project is read up to ${MAX_PROJECT_BYTES} bytes` })
        return undefined
      }
      progress(`reading ${path}`)
      const read = readText(file)
      bytes += read.bytes
      if (read.unread) unread.push(read.unread)
      if (read.file) files += 1
      return read.file
    },
    peek(path) {
      const file = byPath.get(path)
      return file && readText(file).file
    },
    exact(path) {
      const file = byPath.get(path)
      return file && readExactly(file)
    },
    tally: () => ({ files, bytes, unread: capped(unread.toSorted(byPlace)) }),
  }
}

function capped(unread: readonly Unread[]): readonly Unread[] {
  if (unread.length <= MAX_UNREAD) return unread
  const reason = `and ${unread.length - MAX_UNREAD} more like those above`
  return [...unread.slice(0, MAX_UNREAD), { file: '.', reason }]
}

function byPlace(left: Unread, right: Unread): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1
  return (left.line ?? 0) - (right.line ?? 0)
}
