import { visit } from 'jsonc-parser'
import type { TextFile } from '../text-file.ts'

/** Where the joined code of a notebook's cells stands in the .ipynb file. */
export interface Notebook {
  readonly original: TextFile
  /** For each line of the joined code its offset in the .ipynb file and its 0-based cell. */
  readonly lines: readonly { readonly at: number; readonly cell: number }[]
  /** The 0-based cells that hold code, and the offset in the joined code at which each begins. */
  readonly cells: readonly { readonly at: number; readonly cell: number }[]
}

/** A line of a cell: its text, and where it stands in the .ipynb file. */
export interface CellLine {
  readonly text: string
  /** Offset of the line's first character in the .ipynb file. */
  readonly at: number
  readonly cell: number
}

/** A command written in a cell (`!pip install x`, `%pip install x`, the body of `%%bash`). */
export interface CellCommand {
  readonly text: string
  /** The whole line, with the mark that makes it a command. */
  readonly written: string
  /** 1-based line of the joined code. */
  readonly line: number
}

export interface NotebookCode {
  /** The code of all cells joined; commands and magics stand as comments of the same length. */
  readonly code: TextFile
  readonly notebook: Notebook
  readonly commands: readonly CellCommand[]
  /** 0-based line at which the JSON breaks off; what stands before it was read. */
  readonly brokenAt?: number
}

/** Joins the code cells of a notebook; the reason when there are none to be had. */
export function readNotebook(file: TextFile): NotebookCode | { readonly reason: string } {
  const { cells, brokenAt } = codeCells(file)
  if (cells === undefined) return { reason: 'not a notebook: the JSON has no cells' }
  const commands: CellCommand[] = []
  const lines: CellLine[] = []
  for (const cell of cells) {
    const shell = /^%%(bash|sh|script|shell)\b/.test(cell[0]?.text ?? '')
    for (const [index, line] of cell.entries()) {
      const command = shell && index > 0 ? line.text : commandOf(line.text)
      if (command !== undefined) commands.push({ text: command, written: line.text, line: lines.length + 1 })
      const isMagic = shell || /^\s*(%|!|\?)/.test(line.text) || command !== undefined
      lines.push(isMagic ? { ...line, text: commented(line.text) } : line)
    }
  }
  const starts = lines.map(({ at, cell }) => ({ at, cell }))
  return {
    code: { path: file.path, text: lines.map(({ text }) => text).join('\n') },
    notebook: { original: file, lines: starts, cells: cellStarts(lines) },
    commands,
    ...(brokenAt === undefined ? {} : { brokenAt }),
  }
}

function cellStarts(lines: readonly CellLine[]): Notebook['cells'] {
  const starts: { at: number; cell: number }[] = []
  let at = 0
  for (const { cell, text } of lines) {
    if (starts.at(-1)?.cell !== cell) starts.push({ at, cell })
    at += text.length + 1
  }
  return starts
}

function commandOf(line: string): string | undefined {
  return /^\s*(?:!|%(?=(?:pip|conda|mamba)\b))(.*)$/.exec(line)?.[1]
}

/** Keeps indentation and length, so that blocks stay whole and positions stay true. */
function commented(line: string): string {
  const indent = /^\s*/.exec(line)?.[0] ?? ''
  const rest = line.length - indent.length
  return rest >= 4 ? `${indent}pass${'#'.repeat(rest - 4)}` : `${indent}${'#'.repeat(rest)}`
}

/** The lines of the code cells in order; undefined when the file is no notebook. */
export function codeCells(file: TextFile): { cells: CellLine[][] | undefined; brokenAt?: number } {
  const types = new Map<number, string>()
  const sources = new Map<number, { at: number; end: number }[]>()
  let seen = false
  let brokenAt: number | undefined
  visit(file.text, {
    onError: (_error, _offset, _length, line) => {
      brokenAt ??= line
    },
    onObjectProperty: (property, _offset, _length, _line, _character, path) => {
      if (property === 'cells' && path().length === 0) seen = true
    },
    onLiteralValue: (value, offset, length, _line, _character, pathOf) => {
      if (typeof value !== 'string') return
      const path = pathOf()
      const worksheet = path[0] === 'worksheets' ? 2 : 0
      if (path[worksheet] !== 'cells') return
      seen = true
      const cell = Number(path[worksheet + 1])
      const key = path[worksheet + 2]
      if (key === 'cell_type') types.set(cell, value)
      if (key !== 'source' && key !== 'input') return
      const list = sources.get(cell) ?? []
      list.push({ at: offset + 1, end: offset + length - 1 })
      sources.set(cell, list)
    },
  })
  if (!seen) return { cells: undefined }
  const cells = [...sources]
    .filter(([cell]) => types.get(cell) === 'code')
    .map(([cell, strings]) => strings.flatMap(({ at, end }) => linesOfString(file.text, at, end, cell)))
  return { cells, ...(brokenAt === undefined ? {} : { brokenAt }) }
}

/** Splits a JSON string at its escaped line ends; the last, empty part of a string that ends in one is dropped. */
function linesOfString(text: string, start: number, end: number, cell: number): CellLine[] {
  const lines: CellLine[] = []
  let at = start
  let decoded = ''
  let position = start
  while (position < end) {
    const { length, value } = characterAt(text, position)
    position += length
    if (value === '\n') {
      lines.push({ text: decoded, at, cell })
      decoded = ''
      at = position
    } else decoded += value
  }
  if (decoded !== '' || lines.length === 0) lines.push({ text: decoded, at, cell })
  return lines
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }

/** One character of a JSON string, and how many characters it takes as written. */
export function characterAt(text: string, at: number): { length: number; value: string } {
  const first = text.charAt(at)
  if (first !== '\\') return { length: 1, value: first }
  const escape = text.charAt(at + 1)
  if (escape !== 'u') return { length: 2, value: ESCAPES[escape] ?? escape }
  return { length: 6, value: String.fromCharCode(Number.parseInt(text.slice(at + 2, at + 6), 16) || 0xfffd) }
}

/** The offset in the .ipynb file of a 0-based column of a 1-based line of the joined code. */
export function offsetInNotebook(notebook: Notebook, line: number, column: number): number {
  const start = notebook.lines[line - 1]?.at ?? 0
  let at = start
  for (let index = 0; index < column; index++) at += characterAt(notebook.original.text, at).length
  return at
}
