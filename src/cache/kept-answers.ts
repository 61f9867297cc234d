import { resolve } from 'node:path'
import { type Limits, readEntry, writeEntry } from './entries.ts'
import { folderOutside } from './outside.ts'

/** A page of an index takes up to some million bytes, what is known of a wheel some thousand. */
const LIMITS: Limits = { entries: 2_000, bytes: 200_000_000 }

/** Keeps answers of package indexes outside the project at `root`; undefined where there is no place to keep them. */
export function keptAnswers(
  root: string,
): { read: (key: string) => string | undefined; write: (key: string, text: string) => void } | undefined {
  const folder = folderOutside(resolve(root), 'packages')
  if (folder === undefined) return undefined
  return {
    read: (key) => readEntry(folder, key),
    write: (key, text) => writeEntry(folder, key, text, LIMITS),
  }
}
