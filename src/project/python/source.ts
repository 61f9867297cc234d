import type { Site } from '../../report/report.ts'
import { excerptOf } from '../text-file.ts'
import { escapedLength, type NotebookLine } from './notebook-line.ts'
import type { Span } from './tree.ts'

/** Where a run of kept lines stands. */
export interface Piece {
  /** Offset in the kept text. */
  readonly from: number
  /** Offset in the code of the file, and the 1-based line there. */
  readonly at: number
  readonly line: number
}

/**
 * The lines of a file that were kept in reading: enough to show any place in the tree, without the text of the file.
 * Offsets are UTF-16 code units of the code; in a notebook that is the code of its cells, joined.
 */
export interface Source {
  readonly path: string
  readonly text: string
  /** Where lines begin in it. */
  readonly lines: Int32Array
  /** In the order of the file. */
  readonly pieces: readonly Piece[]
  /** For a notebook, where each line of the code that was kept stands in the file, by its 1-based number. */
  readonly cells?: ReadonlyMap<number, NotebookLine>
}

/** The site of a range of the code; in a notebook it counts in the .ipynb file. */
export function siteOfSpan(source: Source, { at, end }: Span): Site {
  const from = positionIn(source, at)
  const to = positionIn(source, Math.max(at, end))
  const line = source.text.slice(from.lineFrom, from.lineTo)
  const shown = excerptOf(line, from, to)
  const cell = source.cells?.get(from.line)
  if (!cell) return { file: source.path, ...placed(from, to), start: at, end: Math.max(at, end), ...shown }
  const last = source.cells?.get(to.line) ?? cell
  return {
    file: source.path,
    ...placed(inNotebook(cell, from), inNotebook(last, to)),
    cell: cell.cell,
    ...(last.cell === cell.cell ? { start: inCell(cell, from), end: inCell(last, to) } : {}),
    ...shown,
  }
}

/** The offset in the code at which the line of an offset is over. */
export function endOfLine(source: Source, at: number): number {
  const { lineFrom, lineTo, column } = positionIn(source, at)
  return at + lineTo - lineFrom - column + 1
}

/** The code of a range as it is written; undefined where it goes over several lines, or was not kept. */
export function codeOfSpan(source: Source, { at, end }: Span): string | undefined {
  const from = positionIn(source, at)
  const start = from.lineFrom + from.column - 1
  const isKept = inFile(source.pieces, start) === at && start + end - at <= from.lineTo
  return isKept ? source.text.slice(start, start + end - at) : undefined
}

/** What stands on the line of an offset before it. */
export function beforeOnLine(source: Source, at: number): string {
  const { lineFrom, column } = positionIn(source, at)
  return source.text.slice(lineFrom, lineFrom + column - 1)
}

/** How the line of an offset ends; a line feed where the text ends with it. */
export function lineEndAt(source: Source, at: number): '\n' | '\r\n' | '\r' {
  const { lineTo } = positionIn(source, at)
  if (source.text[lineTo] !== '\r') return '\n'
  return source.text[lineTo + 1] === '\n' ? '\r\n' : '\r'
}

/** UTF-16 offsets in the text of a file, or of a notebook's cell. */
export interface TextRange {
  readonly cell?: number
  readonly start: number
  readonly end: number
}

/** Where a range of the code stands in the text of its file, or of its cell; undefined where it is in several cells. */
export function textRangeOf(source: Source, { at, end }: Span): TextRange | undefined {
  if (!source.cells) return { start: at, end }
  const from = positionIn(source, at)
  const to = positionIn(source, end)
  const [first, last] = [source.cells.get(from.line), source.cells.get(to.line)]
  if (!first || first.cell !== last?.cell) return undefined
  return { cell: first.cell, start: first.at + from.column - 1, end: last.at + to.column - 1 }
}

/** The offset in the code of an offset in the kept text. */
export function inFile(pieces: readonly Piece[], offset: number): number {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pieces[middle]?.from ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  const piece = pieces[low]
  return piece ? piece.at + offset - piece.from : offset
}

interface Position {
  /** Both 1-based; columns are UTF-16 code units. */
  readonly line: number
  readonly column: number
  /** Where the line begins in the kept text, and where its code is over. */
  readonly lineFrom: number
  readonly lineTo: number
}

/** The position of an offset; one in what was left out counts as the end of what was kept before it, or else as the beginning. */
function positionIn({ text, lines, pieces }: Source, at: number): Position {
  const index = pieceAt(pieces, at)
  const piece = pieces[index]
  if (!piece || at < piece.at) return { line: 1, column: 1, lineFrom: text.length, lineTo: text.length }
  const end = pieces[index + 1]?.from ?? text.length
  const offset = Math.min(piece.from + at - piece.at, end)
  // The end of what was kept counts to its last line, not to the piece that follows.
  const own = lineAt(lines, offset === end && offset > piece.from ? offset - 1 : offset)
  const lineFrom = lines[own] ?? 0
  return {
    line: piece.line + own - lineAt(lines, piece.from),
    column: offset - lineFrom + 1,
    lineFrom,
    lineTo: lineEnd(text, lineFrom, lines[own + 1] ?? text.length),
  }
}

/** The index of the line that an offset of the kept text is in. */
function lineAt(lines: Int32Array, offset: number): number {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** The index of the piece that an offset of the code is in or behind. */
function pieceAt(pieces: readonly Piece[], at: number): number {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pieces[middle]?.at ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** Where a line of the kept text is over, without the line end, of which there may be none at the end of the file. */
function lineEnd(text: string, from: number, next: number): number {
  const end = text[next - 1] === '\n' && next > from ? next - 1 : next
  return text[end - 1] === '\r' && end > from ? end - 1 : end
}

interface LineAndColumn {
  readonly line: number
  readonly column: number
}

function placed(from: LineAndColumn, to: LineAndColumn) {
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
}

/** The offset in the cell's text. */
function inCell({ at }: NotebookLine, { column }: Position): number {
  return at + column - 1
}

/** The position in the .ipynb file, where a character of the code may be an escape of several. */
function inNotebook({ line, column, raw }: NotebookLine, position: Position): LineAndColumn {
  return { line, column: column + escapedLength(raw, position.column - 1) }
}
