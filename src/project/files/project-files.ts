import type { Unread } from '../../report/report.ts'
import type { TextFile } from '../text-file.ts'
import { MAX_PROJECT_BYTES, MAX_UNREAD } from './limits.ts'
import { readText } from './read-text.ts'
import { walkProject, type WalkOptions } from './walk.ts'

/** The texts of a project one after another, so that none is held longer than it is needed, and a tally of them. */
export function projectFiles(
  root: string,
  options: WalkOptions,
  progress: (what: string) => void,
): {
  readonly texts: Iterable<TextFile>
  readonly tally: () => { readonly files: number; readonly bytes: number; readonly unread: readonly Unread[] }
} {
  const walk = walkProject(root, options)
  const unread = [...walk.unread]
  let files = 0
  let bytes = 0
  function* texts(): Generator<TextFile> {
    for (const file of walk.files) {
      if (bytes > MAX_PROJECT_BYTES) {
        unread.push({ file: file.path, reason: `from here on: a project is read up to ${MAX_PROJECT_BYTES} bytes` })
        return
      }
      progress(`reading ${file.path}`)
      const read = readText(file)
      bytes += read.bytes
      if (read.unread) unread.push(read.unread)
      if (!read.file) continue
      files += 1
      yield read.file
    }
  }
  return { texts: texts(), tally: () => ({ files, bytes, unread: capped(unread.toSorted(byPlace)) }) }
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
