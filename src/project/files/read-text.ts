import type { Unread } from '../../report/report.ts'
import type { TextFile } from '../text-file.ts'
import { decodeExactly } from './decode.ts'
import type { FileTree } from './file-tree.ts'
import { promisesBinary, promisesText, sizeLimit } from './kinds.ts'
import { decoded, type TextOf } from './texts.ts'

export interface ReadText {
  /** Absent where the file is no text or could not be read. */
  readonly file?: TextFile
  readonly bytes: number
  /** What was not read, or not as it stands; a file that nobody expects to be text goes unmentioned. */
  readonly unread?: Unread
}

const NOTHING: ReadText = { bytes: 0 }

/** Reads and decodes one file of a project. */
export function readText(tree: FileTree, path: string, textOf: TextOf = decoded): ReadText {
  if (promisesBinary(path)) return NOTHING
  const limit = sizeLimit(path)
  const read = tree.read(path, limit, 'text')
  switch (read.kind) {
    case 'failed':
      return unread(path, read.reason)
    case 'binary':
      return promisesText(path) ? unread(path, 'binary, although its name promises text') : NOTHING
    case 'too-large':
      return promisesText(path)
        ? unread(path, `${megabytes(read.size)} large; files of this kind are read up to ${megabytes(limit)}`)
        : NOTHING
    case 'read': {
      const { file, brokenLine } = textOf(path, read.bytes)
      const result = { file, bytes: read.bytes.length }
      if (brokenLine === undefined || !promisesText(path)) return result
      const reason = 'not valid UTF-8; read with the broken bytes replaced'
      return { ...result, unread: { file: path, line: brokenLine, reason } }
    }
  }
}

/** The text of a file from which its bytes can be made again; undefined for other encodings than UTF-8 and for what is no text. */
export function readExactly(tree: FileTree, path: string): string | undefined {
  const read = tree.read(path, sizeLimit(path), 'text')
  return read.kind === 'read' ? decodeExactly(read.bytes) : undefined
}

function unread(file: string, reason: string): ReadText {
  return { bytes: 0, unread: { file, reason } }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(bytes % 1_000_000 === 0 ? 0 : 1)} MB`
}
