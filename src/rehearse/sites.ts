import type { Site } from '../report/report.ts'
import type { RecordedPlace } from './process-record.ts'

/** Excerpts are read by people: what is longer is cut. */
const MAX_EXCERPT = 200

/** The text of a file by the name that Python gave it; nothing where it cannot be read. */
export type ReadText = (file: string) => string | undefined

/**
 * The line of a file as a place of the report: its whole statement line, without the blanks around it.
 *
 * @param root - folder that paths are relative to, with a slash at its end
 */
export function siteOf([file, line]: RecordedPlace, root: string, readText: ReadText): Site {
  const text = readText(file)?.split(/\r?\n/)[line - 1] ?? ''
  const excerpt = text.trim()
  const column = text.length - text.trimStart().length + 1
  return {
    file: relativeTo(root, file),
    line: Math.max(1, line),
    column,
    endLine: Math.max(1, line),
    endColumn: column + excerpt.length,
    excerpt: excerpt.slice(0, MAX_EXCERPT),
  }
}

/** What happened without a line of the user's, such as in a thread of a library. */
export function noSite(): Site {
  return { file: '<unknown>', line: 1, column: 1, endLine: 1, endColumn: 1, excerpt: '' }
}

/** POSIX, without a way up: a file elsewhere keeps its own path, without the slash before it. */
function relativeTo(root: string, file: string): string {
  const posix = file.replaceAll('\\', '/')
  if (posix.startsWith(root)) return posix.slice(root.length)
  return posix.replace(/^(?:[A-Za-z]:)?\/+/, '').replace(/^(?:\.\.?\/)+/, '') || '<unknown>'
}
