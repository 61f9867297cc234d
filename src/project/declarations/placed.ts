import type { Unread } from '../../report/report.ts'
import type { TextFile } from '../text-file.ts'

/**
 * What TOML, YAML and JSON have in common, each value with its place, so that one reading serves all three.
 * Offsets are UTF-16 code units into the file's text.
 */
export type Placed = PlacedScalar | PlacedList | PlacedTable

interface Place {
  readonly at: number
  readonly end: number
}
export interface PlacedScalar extends Place {
  readonly kind: 'scalar'
  /** The value of a string, and anything else as it is written: `3.10` stays `3.10`. */
  readonly text: string
}
export interface PlacedList extends Place {
  readonly kind: 'list'
  readonly items: readonly Placed[]
}
export interface PlacedTable extends Place {
  readonly kind: 'table'
  readonly entries: ReadonlyMap<string, PlacedEntry>
}
/** A key with its value; its place covers both. */
export interface PlacedEntry extends Place {
  readonly key: string
  readonly value: Placed
}

/** Values nested deeper than this are left out: no manifest needs it, and reading recurses. */
export const DEPTH_LIMIT = 64

/** The entry that a path of keys leads to. */
export function entryAt(value: Placed | undefined, ...path: readonly string[]): PlacedEntry | undefined {
  let found: PlacedEntry | undefined
  let table = value
  for (const key of path) {
    found = table?.kind === 'table' ? table.entries.get(key) : undefined
    table = found?.value
  }
  return found
}

/** The value that a path of keys leads to. */
export function valueAt(value: Placed | undefined, ...path: readonly string[]): Placed | undefined {
  return entryAt(value, ...path)?.value
}

/** The text of the scalar that a path of keys leads to; undefined for anything but a scalar. */
export function textAt(value: Placed | undefined, ...path: readonly string[]): string | undefined {
  const found = path.length === 0 ? value : valueAt(value, ...path)
  return found?.kind === 'scalar' ? found.text : undefined
}

/** Whether a path of keys leads to `true`. */
export function isTrueAt(value: Placed | undefined, ...path: readonly string[]): boolean {
  return textAt(value, ...path) === 'true'
}

/** The entries of a table; none for anything else. */
export function entriesOf(value: Placed | undefined): readonly PlacedEntry[] {
  return value?.kind === 'table' ? [...value.entries.values()] : []
}

/** The items of a list; anything else counts as a list of itself, as formats that allow both mean it. */
export function itemsOf(value: Placed | undefined): readonly Placed[] {
  if (value === undefined) return []
  return value.kind === 'list' ? value.items : [value]
}

/** The scalars among the items of a list. */
export function scalarsOf(value: Placed | undefined): readonly PlacedScalar[] {
  return itemsOf(value).filter((item) => item.kind === 'scalar')
}

/** What a file held: a broken one holds nothing, or what could still be read of it, and says why. */
export interface Document {
  readonly root: Placed
  readonly unread: readonly Unread[]
}

/** A document of which nothing could be read; `line` is 1-based. */
export function brokenDocument(file: TextFile, reason: string, line?: number): Document {
  const root = { kind: 'table', at: 0, end: 0, entries: new Map() } satisfies PlacedTable
  return { root, unread: [{ file: file.path, ...(line === undefined ? {} : { line }), reason }] }
}
