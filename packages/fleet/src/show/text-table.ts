import { cut, printable, widthOf } from 'acclimate/parts'

export interface TableColumn {
  readonly title: string
  /** Stands to the right and is never cut. */
  readonly isFigure: boolean
  readonly cells: readonly string[]
}

const INDENT = 2
const GAP = 2
/** A text that is cut to less than this says nothing. */
const LEAST = 6

/** A table of plain text that is no wider than `columns`, whatever stands in it. */
export function tableLines(
  table: readonly TableColumn[],
  columns: number,
  paint: (text: string) => string,
): readonly string[] {
  const clean = table.map((column) => ({ ...column, cells: column.cells.map(printable) }))
  const widths = widthsFor(clean, columns - INDENT)
  const line = (cells: readonly string[]) =>
    ' '.repeat(INDENT) +
    cells
      .map((cell, index) => placed(cell, widths[index] ?? 0, clean[index]?.isFigure ?? false))
      .join(' '.repeat(GAP))
      .trimEnd()
  const [first] = clean
  const rows = (first?.cells ?? []).map((_, row) => clean.map(({ cells }) => cells[row] ?? ''))
  return [paint(line(clean.map(({ title }) => title))), ...rows.map(line)]
}

/** As wide as what stands there; where that is too much, the widest texts give way. */
function widthsFor(table: readonly TableColumn[], room: number): readonly number[] {
  const widths = table.map(({ title, cells }) => Math.max(...[title, ...cells].map(widthOf)))
  const total = () => widths.reduce((sum, width) => sum + width, GAP * (widths.length - 1))
  while (total() > room) {
    const texts = widths.map((width, index) => (table[index]?.isFigure ? 0 : width))
    const widest = texts.indexOf(Math.max(...texts))
    const second = Math.max(LEAST, ...texts.filter((_, index) => index !== widest))
    const over = total() - room
    const width = widths[widest] ?? 0
    if (width <= LEAST) break
    widths[widest] = Math.max(LEAST, Math.min(width - 1, Math.max(width - over, second)))
  }
  return widths
}

function placed(cell: string, width: number, isFigure: boolean): string {
  const text = cut(cell, width)
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return isFigure ? space + text : text + space
}
