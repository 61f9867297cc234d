import type { FileFacts } from './facts.ts'
import type { TextFile } from './text-file.ts'

/**
 * A reader of one file format. Each lives in a folder of its own; the lists of them are made by reading the folders.
 * A reader never throws for what the file contains: what it cannot read becomes an `unread` entry with its line.
 */
export interface Format {
  /** The folder's name. */
  readonly name: string
  /** Address of the format's description. */
  readonly specification: string
  /** Whether the path alone makes this file one for the reader; `text` is given for names that leave it open. */
  readonly recognises: (path: string, text: string) => boolean
  readonly read: (file: TextFile) => FileFacts
}
