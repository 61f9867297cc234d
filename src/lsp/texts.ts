import { fileURLToPath } from 'node:url'
import type { NotebookDocument, Position, Range } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Edit } from '../report/edit.ts'
import type { Site } from '../report/site.ts'

/**
 * A file as the editor had it at one moment: one text, or the cells of a notebook, each of which is a document of its own. What
 * is typed while it is audited does not change it.
 */
export interface Opened {
  /** Of the file; cells have their own. */
  readonly uri: string
  readonly path: string
  /** What the file would say if it were saved now. */
  readonly text: string
  /** The document in which a place stands, by the number of its cell; that of a plain file has none. */
  readonly document: (cell: number | undefined) => TextDocument | undefined
  readonly documents: readonly TextDocument[]
}

/** A file with one text. */
export function openedFile(current: TextDocument): Opened {
  const document = asItIs(current)
  const { uri } = document
  return {
    uri,
    path: fileURLToPath(uri),
    text: document.getText(),
    document: () => document,
    documents: [document],
  }
}

/** A notebook; of its cells only the code is kept, in the numbers that they have. */
export function openedNotebook(notebook: NotebookDocument, textOf: (uri: string) => TextDocument | undefined): Opened {
  const cells = notebook.cells.map(({ document, kind }) => {
    const current = textOf(document)
    return { code: kind === CODE_CELL, document: current && asItIs(current) }
  })
  const json = {
    cells: cells.map(({ code, document }) => ({
      cell_type: code ? 'code' : 'markdown',
      metadata: {},
      outputs: [],
      source: code ? linesOf(document?.getText() ?? '') : [],
    })),
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  }
  return {
    uri: notebook.uri,
    path: fileURLToPath(notebook.uri),
    text: JSON.stringify(json, undefined, 1),
    document: (cell) => (cell === undefined ? undefined : cells[cell]?.document),
    documents: cells.flatMap(({ document }) => (document === undefined ? [] : [document])),
  }
}

/** A copy: the editor's changes are made in the documents themselves. */
function asItIs(current: TextDocument): TextDocument {
  return TextDocument.create(current.uri, current.languageId, current.version, current.getText())
}

/** `NotebookCellKind.Code`, the constant that the protocol's library has as a namespace only. */
const CODE_CELL = 2

/** The lines of a source with their ends, as notebooks keep them. */
function linesOf(source: string): readonly string[] {
  return source.match(/[^\n]*\n|[^\n]+/g) ?? []
}

/** Where a place is in its document: by offsets where these are known, which count in the cell of a notebook. */
export function rangeOf(place: Site | Edit, document: TextDocument | undefined): Range {
  if (document !== undefined && place.start !== undefined && place.end !== undefined) {
    return { start: document.positionAt(place.start), end: document.positionAt(place.end) }
  }
  return { start: positionOf(place.line, place.column), end: positionOf(place.endLine, place.endColumn) }
}

/** From 1-based to 0-based. */
function positionOf(line: number, column: number): Position {
  return { line: line - 1, character: column - 1 }
}

/** Whether two ranges have a character or a border in common. */
export function touches(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start)
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character)
}
