import { lineStarts, lineText, type TextFile } from '../text-file.ts'

/** A line of block-style YAML that holds a key: `- url: https://…` is an item at its dash's indentation. */
export interface OutlineLine {
  /** 1-based. */
  readonly line: number
  /** Column at which the key begins, 0-based. */
  readonly indent: number
  readonly isItem: boolean
  readonly key: string
  /** The scalar after the key, without its quotes; empty when the value is on the lines below. */
  readonly text: string
}

/** Longer lines hold nothing that is looked for. */
const LINE_LIMIT = 2000

const KEY = /^( *)(- +)?([\w-]+):(?: +(.*))?$/

/**
 * The keys of a YAML file that a machine wrote, line by line. Locks of several megabytes are common and a YAML parser
 * takes a second for each; what is looked for in them are scalars of known keys, each on its line.
 */
export function* outline(file: TextFile): Generator<OutlineLine> {
  for (let line = 1; line <= lineStarts(file).length; line++) {
    const text = lineText(file, line)
    const [, indent = '', dash = '', key, value = ''] = text.length > LINE_LIMIT ? [] : (KEY.exec(text) ?? [])
    if (key === undefined) continue
    yield { line, indent: indent.length + dash.length, isItem: dash !== '', key, text: unquoted(value.trim()) }
  }
}

function unquoted(text: string): string {
  return /^(?:'.*'|".*")$/.test(text) ? text.slice(1, -1) : text
}
