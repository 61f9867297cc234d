import type { FileFacts } from './facts.ts'
import type { PythonCode } from './python/module.ts'
import type { TextFile } from './text-file.ts'

/** All that the reading of one file gives: plain data that depends on its path and text, and on what mattered in reading. */
export interface FileSummary {
  readonly facts: FileFacts
  /** Of Python, the code. */
  readonly code?: PythonCode
}

/**
 * Summaries of files that were read before. `lens` names what mattered in reading, so that a file which is read for other
 * words is another question.
 */
export interface Summaries {
  /** The summary of the same text at the same path; undefined where there is none. */
  readonly find: (file: TextFile, lens: string) => FileSummary | undefined
  readonly keep: (file: TextFile, lens: string, summary: FileSummary) => void
}

/** Nothing was read before, and nothing is kept. */
export const NO_SUMMARIES: Summaries = { find: () => undefined, keep: () => {} }

/** The summary of a file, made where there is none yet. */
export function summaryOf(
  file: TextFile,
  lens: string,
  { find, keep }: Summaries,
  make: (file: TextFile) => FileSummary,
): FileSummary {
  const known = find(file, lens)
  if (known) return known
  const made = make(file)
  keep(file, lens, made)
  return made
}
