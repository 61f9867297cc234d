/** Where a line of a notebook's code stands in the .ipynb file, in which it is a piece of a JSON string. */
export interface NotebookLine {
  /** 0-based number of its cell, and the offset of the line in the cell's text. */
  readonly cell: number
  readonly at: number
  /** 1-based position of its first character in the .ipynb file. */
  readonly line: number
  readonly column: number
  /** As written in the JSON, with its escapes. */
  readonly raw: string
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }

/** One character of a JSON string, and how many characters it takes as written. */
export function characterAt(text: string, at: number): { readonly length: number; readonly value: string } {
  const first = text.charAt(at)
  if (first !== '\\') return { length: 1, value: first }
  const escape = text.charAt(at + 1)
  if (escape !== 'u') return { length: 2, value: ESCAPES[escape] ?? escape }
  return { length: 6, value: String.fromCharCode(Number.parseInt(text.slice(at + 2, at + 6), 16) || 0xfffd) }
}

/** Most characters before a column that are looked at; those before them are taken to be written as themselves. */
const COLUMN_LIMIT = 10_000

/** How many characters the first `count` characters of a line take as written. */
export function escapedLength(raw: string, count: number): number {
  let at = Math.max(0, count - COLUMN_LIMIT)
  for (let index = at; index < count; index++) at += characterAt(raw, at).length
  return at
}
