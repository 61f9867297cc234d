import { visit } from 'jsonc-parser'
import type { Site } from '../../report/report.ts'
import { jsonNestsTooDeeply } from '../data/nesting.ts'
import { EXCERPT_LIMIT, positionAt, siteAt, type TextFile } from '../text-file.ts'
import { characterAt, type NotebookLine } from './notebook-line.ts'

/** The content of a JSON string. */
interface Written {
  readonly at: number
  readonly end: number
}

/** A line of a cell, decoded, and where it stands in the .ipynb file. */
export interface CellLine {
  readonly text: string
  /** Offset of the line's first character in the .ipynb file, and behind its last. */
  readonly from: number
  readonly to: number
  readonly cell: number
  /** Offset of the line in the cell's text. */
  readonly at: number
}

/** A command written in a cell (`!pip install x`, `%pip install x`, the body of `%%bash`). */
export interface CellCommand {
  readonly text: string
  /** The whole line, with the mark that makes it a command. */
  readonly site: Site
}

export interface NotebookCode {
  /** The code of all cells joined; commands and magics stand as comments of the same length. */
  readonly code: TextFile
  /** Where a 1-based line of that code stands in the .ipynb file. */
  readonly lineAt: (line: number) => NotebookLine | undefined
  readonly commands: readonly CellCommand[]
  /** 0-based line at which the JSON breaks off; what stands before it was read. */
  readonly brokenAt?: number
}

/** Joins the code cells of a notebook; the reason when there are none to be had. */
export function readNotebook(file: TextFile): NotebookCode | { readonly reason: string } {
  if (jsonNestsTooDeeply(file.text)) return { reason: 'nested too deeply' }
  const { cells, brokenAt } = codeCells(file)
  if (cells === undefined) return { reason: 'not a notebook: the JSON has no cells' }
  const commands: CellCommand[] = []
  const lines: CellLine[] = []
  for (const cell of cells) {
    const shell = /^%%(bash|sh|script|shell)\b/.test(cell[0]?.text ?? '')
    for (const [index, line] of cell.entries()) {
      const command = shell && index > 0 ? line.text : commandOf(line.text)
      if (command !== undefined) commands.push({ text: command, site: siteOfLine(file, line) })
      const isMagic = shell || /^\s*(%|!|\?)/.test(line.text) || command !== undefined
      lines.push(isMagic ? { ...line, text: commented(line.text) } : line)
    }
  }
  return {
    code: { path: file.path, text: lines.map(({ text }) => text).join('\n') },
    lineAt: (number) => {
      const line = lines[number - 1]
      return (
        line && {
          cell: line.cell,
          at: line.at,
          ...positionAt(file, line.from),
          raw: file.text.slice(line.from, line.to),
        }
      )
    },
    commands,
    ...(brokenAt === undefined ? {} : { brokenAt }),
  }
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
  const sources = new Map<number, Written[]>()
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
    .map(([cell, strings]) => linesOfCell(file.text, strings, cell))
  return { cells, ...(brokenAt === undefined ? {} : { brokenAt }) }
}

function siteOfLine(file: TextFile, { text, from, to, cell, at }: CellLine): Site {
  const { focus: _, ...place } = siteAt(file, from, to)
  return { ...place, cell, start: at, end: at + text.length, excerpt: text.trim().slice(0, EXCERPT_LIMIT) }
}

/** The lines of a cell, whose text is written as one string or as a list of them. */
function linesOfCell(text: string, strings: readonly Written[], cell: number): CellLine[] {
  const lines: CellLine[] = []
  let before = 0
  for (const written of strings) before = addLines(lines, text, written, cell, before)
  return lines
}

/**
 * Splits a JSON string at its escaped line ends; the last, empty part of a string that ends in one is dropped. Gives the
 * offset in the cell's text at which the string is over.
 */
function addLines(lines: CellLine[], text: string, { at: start, end }: Written, cell: number, before: number): number {
  const count = lines.length
  let from = start
  let decoded = ''
  let at = before
  let position = start
  while (position < end) {
    const { length, value } = characterAt(text, position)
    if (value === '\n') {
      lines.push({ text: decoded, from, to: position, cell, at })
      at += decoded.length + 1
      decoded = ''
      from = position + length
    } else decoded += value
    position += length
  }
  if (decoded !== '' || lines.length === count) lines.push({ text: decoded, from, to: position, cell, at })
  return at + decoded.length
}
