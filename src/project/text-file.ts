import type { Site } from '../report/report.ts'
import { copyOf } from './python/owned.ts'

/** A text file of the project, decoded. Offsets into `text` are UTF-16 code units, as everywhere here. */
export interface TextFile {
  /** POSIX path relative to the project's root. */
  readonly path: string
  readonly text: string
}

/** Longest excerpt that a site carries; longer lines are cut, since a report is read by people. */
export const EXCERPT_LIMIT = 160

/** How far into a line its text is looked for: in a file of one line each site would read all of it otherwise. */
const INDENT_LIMIT = 1_000

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/** Offsets at which lines begin, kept beside the file so that each is worked out once. */
const starts = new WeakMap<TextFile, Uint32Array>()

/** The offsets at which the lines of `file` begin; LF, CRLF and lone CR all end a line. */
export function lineStarts(file: TextFile): Readonly<Uint32Array> {
  let known = starts.get(file)
  if (!known) {
    known = Uint32Array.from(startsIn(file.text))
    starts.set(file, known)
  }
  return known
}

/** By hand, since the lines of a project are a million, and so would be the matches of a pattern. */
function startsIn(text: string): number[] {
  const offsets = [0]
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) offsets.push(at + 1)
    return offsets
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED) at++
    if (isLineEnd(code)) offsets.push(at + 1)
  }
  return offsets
}

/** The 1-based line and column of an offset; offsets past the end give the last position. */
export function positionAt(file: TextFile, offset: number): { line: number; column: number } {
  const lines = lineStarts(file)
  const target = Math.max(0, Math.min(offset, file.text.length))
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle] ?? 0) <= target) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: target - (lines[low] ?? 0) + 1 }
}

/** The site of the half-open range `[start, end)` of `file`, with the trimmed first line as its excerpt. */
export function siteAt(file: TextFile, start: number, end: number): Site {
  const from = positionAt(file, start)
  const to = positionAt(file, Math.max(start, end))
  return {
    file: file.path,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
    ...offsetsOf(file, start, end),
    ...excerptOf(lineText(file, from.line), from, to),
  }
}

/** The range within the text, as `positionAt` takes it. */
function offsetsOf({ text }: TextFile, start: number, end: number): { start: number; end: number } {
  const within = (offset: number): number => Math.max(0, Math.min(offset, text.length))
  return { start: within(start), end: within(Math.max(start, end)) }
}

interface Position {
  readonly line: number
  readonly column: number
}

/** The trimmed first line of a range, and which part of it the range is. */
export function excerptOf(whole: string, from: Position, to: Position): Pick<Site, 'excerpt' | 'focus'> {
  const line = whole.slice(0, INDENT_LIMIT + EXCERPT_LIMIT)
  // A part of a text would keep all of that.
  const excerpt = copyOf(line.trim().slice(0, EXCERPT_LIMIT))
  const indent = line.length - line.trimStart().length
  const within = (column: number) => Math.max(0, Math.min(column - 1 - indent, excerpt.length))
  const start = within(from.column)
  const end = to.line > from.line ? excerpt.length : within(to.column)
  return start < end && end - start < excerpt.length ? { excerpt, focus: { start, end } } : { excerpt }
}

/** The text of a 1-based line, without its line end; empty when there is no such line. */
export function lineText(file: TextFile, line: number): string {
  const lines = lineStarts(file)
  const start = lines[line - 1]
  if (start === undefined) return ''
  let end = lines[line] ?? file.text.length
  while (end > start && isLineEnd(file.text.charCodeAt(end - 1))) end--
  return file.text.slice(start, end)
}

function isLineEnd(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN
}

/** The site of a whole 1-based line, without its indentation. */
export function siteOfLine(file: TextFile, line: number): Site {
  const start = lineStarts(file)[line - 1] ?? file.text.length
  const text = lineText(file, line)
  const indent = text.length - text.trimStart().length
  return siteAt(file, start + indent, start + text.trimEnd().length)
}
