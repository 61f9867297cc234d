import type { TextFile } from '../text-file.ts'
import { decode } from './decode.ts'

/** A file as text. */
export interface DecodedFile {
  readonly file: TextFile
  /** As of `decode`. */
  readonly brokenLine?: number
}

/** Makes a text of the bytes of the file at a path. */
export type TextOf = (path: string, bytes: Uint8Array) => DecodedFile

export const decoded: TextOf = (path, bytes) => {
  const { text, ...broken } = decode(bytes)
  return { file: { path, text }, ...broken }
}

/** Bytes of files of which texts are kept: of a project with more, the rest is decoded each time. */
const KEPT_LIMIT = 50_000_000

/**
 * The same, with the texts kept: as long as the bytes of a file are what they were, it is the same `TextFile`, by which others
 * know what they have found out about it.
 */
export function keepingTexts(): TextOf {
  const known = new Map<string, { readonly bytes: Uint8Array; readonly made: DecodedFile }>()
  let total = 0
  return (path, bytes) => {
    const before = known.get(path)
    if (before && isSame(before.bytes, bytes)) return before.made
    const made = decoded(path, bytes)
    if (known.delete(path)) total -= before?.bytes.length ?? 0
    if (total + bytes.length > KEPT_LIMIT) return made
    known.set(path, { bytes, made })
    total += bytes.length
    return made
  }
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false
  for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return false
  return true
}
