import type { Unread } from '../../report/report.ts'
import { positionAt, type TextFile } from '../text-file.ts'
import { brokenDocument, itemsOf, valueAt, type Placed } from './placed.ts'
import { searchToml } from './toml-large.ts'

/** A lock file in TOML: what stands before its packages, the packages, and what stands after them. */
export interface LockBlocks {
  readonly head: Placed
  readonly packages: readonly Placed[]
  /** The last package's block as a whole, since a table after the packages ends up there. */
  readonly tail: Placed | undefined
  readonly unread: readonly Unread[]
}

/** Larger files would take seconds; the largest locks that projects keep have some megabytes. */
const LENGTH_LIMIT = 32 * 1024 * 1024

/** No lock has so many; each takes some hundredths of a millisecond. */
const PACKAGE_LIMIT = 20_000

/** A file can be broken in every block; after so many complaints the reader has understood. */
const COMPLAINT_LIMIT = 10

/**
 * Reads the packages of a lock file one by one: a header line such as `[[package]]` begins each, so that a broken
 * package leaves the others readable, and each one's place is known.
 */
export function readLockBlocks(file: TextFile, key: 'package' | 'packages'): LockBlocks {
  if (file.text.length > LENGTH_LIMIT) {
    const { root, unread } = brokenDocument(file, 'too large for a lock file')
    return { head: root, packages: [], tail: undefined, unread }
  }
  const headers = file.text.matchAll(new RegExp(`^\\[\\[${key}\\]\\]`, 'gm'))
  const starts = [0, ...[...headers].map((header) => header.index)]
  const unread: Unread[] = []
  if (starts.length > PACKAGE_LIMIT)
    unread.push({ file: file.path, reason: `only the first ${PACKAGE_LIMIT} packages` })
  const blocks = starts.slice(0, PACKAGE_LIMIT).map((start, number) => {
    const block = searchToml(file.text.slice(start, starts[number + 1]), start)
    if (block.ok) return block.root
    const line = positionAt(file, start).line + block.line - 1
    if (unread.length < COMPLAINT_LIMIT) unread.push({ file: file.path, line, reason: block.reason })
    return undefined
  })
  const [head, ...rest] = blocks
  const packages = rest.flatMap((block) => itemsOf(valueAt(block, key)))
  return { head: head ?? brokenDocument(file, '').root, packages, tail: rest.at(-1), unread }
}
