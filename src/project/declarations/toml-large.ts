import { parse, TomlError, type TomlTableWithoutBigInt, type TomlValueWithoutBigInt } from 'smol-toml'
import type { TextFile } from '../text-file.ts'
import {
  brokenDocument,
  DEPTH_LIMIT,
  type Document,
  type Placed,
  type PlacedEntry,
  type PlacedTable,
} from './placed.ts'

/** Larger files are no manifests; the parser would take seconds. */
const LENGTH_LIMIT = 16 * 1024 * 1024

/** A search that finds nothing runs to the end of the file, so only so many may fail. */
const MISS_LIMIT = 32

/** Finds where things are by looking for their words onwards from the last one found; `base` is the text's own offset. */
interface Search {
  readonly text: string
  readonly base: number
  at: number
  misses: number
}

/** Reads a TOML file too large for a parser that keeps places; each value's place is where its words next occur. */
export function readLargeToml(file: TextFile): Document {
  if (file.text.length > LENGTH_LIMIT) return brokenDocument(file, 'too large for a TOML file')
  const result = searchToml(file.text, 0)
  return result.ok ? { root: result.root, unread: [] } : brokenDocument(file, result.reason, result.line)
}

export type SearchedToml =
  | { readonly ok: true; readonly root: PlacedTable }
  | { readonly ok: false; readonly reason: string; readonly line: number }

/** Reads TOML that begins at offset `base` of its file; `line` of a complaint is 1-based within the text. */
export function searchToml(text: string, base: number): SearchedToml {
  try {
    const root = placedTable(parse(text, { maxDepth: DEPTH_LIMIT }), { text, base, at: 0, misses: 0 })
    return { ok: true, root }
  } catch (error) {
    if (!(error instanceof TomlError)) return { ok: false, reason: 'not valid TOML: nested too deeply', line: 1 }
    // Below its first line the message shows the lines in question.
    const [complaint = ''] = error.message.split('\n')
    return { ok: false, reason: complaint.replace('Invalid TOML document', 'not valid TOML'), line: error.line }
  }
}

function placedTable(table: TomlTableWithoutBigInt, search: Search): PlacedTable {
  const start = here(search)
  const entries = new Map<string, PlacedEntry>()
  for (const [key, value] of Object.entries(table)) {
    const at = find(key, search)
    const own = placed(value, search)
    entries.set(key, { key, value: own, at, end: Math.max(at + key.length, here(search) + quoteAt(search)) })
  }
  return { kind: 'table', at: start, end: here(search), entries }
}

function placed(value: TomlValueWithoutBigInt, search: Search): Placed {
  const start = here(search)
  if (Array.isArray(value)) {
    const items = value.map((item) => placed(item, search))
    return { kind: 'list', at: start, end: here(search), items }
  }
  if (typeof value === 'object' && !(value instanceof Date)) return placedTable(value, search)
  const text = value instanceof Date ? value.toISOString() : String(value)
  const at = find(text, search)
  return { kind: 'scalar', at, end: Math.max(at, here(search)), text }
}

function find(words: string, search: Search): number {
  const at = search.misses < MISS_LIMIT ? search.text.indexOf(words, search.at) : -1
  if (at === -1) search.misses++
  else search.at = at + words.length
  return at === -1 ? here(search) : search.base + at
}

/** How long a quotation mark is that ends the words found last. */
function quoteAt({ text, at }: Search): 0 | 1 {
  const mark = text[at]
  return mark === '"' || mark === "'" ? 1 : 0
}

function here(search: Search): number {
  return search.base + search.at
}
