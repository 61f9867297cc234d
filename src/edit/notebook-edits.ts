import { characterAt } from '../project/python/notebook-line.ts'
import { type CellLine, codeCells } from '../project/python/notebook.ts'
import type { TextFile } from '../project/text-file.ts'
import { inOrder, type TextEdit, whyNot } from './apply.ts'

/** A code cell of a notebook: its source, and its lines with their places in the .ipynb file. */
export interface CodeCell {
  readonly text: string
  readonly lines: readonly CellLine[]
}

/** The code cells of a notebook by their 0-based numbers; none where the file is no notebook. */
export function cellsOf(file: TextFile): ReadonlyMap<number, CodeCell> {
  const cells = codeCells(file).cells ?? []
  return new Map(
    cells.flatMap((lines) => {
      const [first] = lines
      return first ? [[first.cell, { text: lines.map(({ text }) => text).join('\n'), lines }]] : []
    }),
  )
}

/** Why an edit of a cell's source cannot be made; undefined where it can. */
export function whyNotInCell(cell: CodeCell | undefined, edit: TextEdit): string | undefined {
  return cell === undefined ? 'is in no code cell of the notebook' : whyNot(cell.text, edit)
}

/**
 * Edits of a cell's source as edits of the .ipynb file. What they cover there is the text between the quotes of JSON
 * strings, and what stands between two such strings where the source goes on in the next; nothing else of the file.
 */
export function editsOfNotebook(file: TextFile, { lines }: CodeCell, edits: readonly TextEdit[]): readonly TextEdit[] {
  const wanted = new Set(edits.flatMap(({ start, end }) => [start, end]))
  const places = placesOf(
    file.text,
    lines,
    [...wanted].toSorted((a, b) => a - b),
  )
  return inOrder(edits).flatMap(({ start, end, text }) => {
    const from = places.get(start)
    const to = places.get(end)
    return from === undefined || to === undefined
      ? []
      : [{ start: from, end: to, text: JSON.stringify(text).slice(1, -1) }]
  })
}

/** For sorted offsets into a cell's source those into the file; each line is walked through once. */
function placesOf(text: string, lines: readonly CellLine[], wanted: readonly number[]): ReadonlyMap<number, number> {
  const places = new Map<number, number>()
  let next = 0
  let begin = 0
  for (const line of lines) {
    const end = begin + line.text.length
    let offset = begin
    let at = line.from
    for (let goal = wanted[next]; goal !== undefined && goal <= end; goal = wanted[++next]) {
      for (; offset < goal; offset++) at += characterAt(text, at).length
      places.set(goal, at)
    }
    begin = end + 1
  }
  return places
}
