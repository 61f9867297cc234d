import { DEPTH_LIMIT, type PlacedEntry, type PlacedTable } from './placed.ts'

/** Keys, and indices into lists of tables. */
export type Path = readonly (string | number)[]

/** A table while its document is being read: headers and dotted keys add to it from several places. */
export interface OpenTable extends PlacedTable {
  readonly entries: Map<string, PlacedEntry>
  /** The tables, and the lists of tables, that were opened in it so far. */
  readonly tables: Map<string, OpenTable>
  readonly lists: Map<string, OpenTable[]>
  /** How many tables it is in. */
  readonly depth: number
}

export function openTable(at: number, end: number, depth = 0): OpenTable {
  return { kind: 'table', at, end, entries: new Map(), tables: new Map(), lists: new Map(), depth }
}

/** The table at a path from another, opened at `range` where it is missing; undefined when it lies too deep. */
export function tableAt(from: OpenTable, path: Path, range: readonly [number, number]): OpenTable | undefined {
  let table = from
  for (let index = 0; index < path.length; index++) {
    if (table.depth >= DEPTH_LIMIT) return undefined
    const key = String(path[index])
    const item = path[index + 1]
    if (typeof item === 'number') {
      table = itemOf(table, key, item, range)
      index++
    } else table = tableIn(table, key, range)
  }
  return table
}

function tableIn(table: OpenTable, key: string, [at, end]: readonly [number, number]): OpenTable {
  const known = table.tables.get(key)
  if (known) return known
  const made = openTable(at, end, table.depth + 1)
  table.tables.set(key, made)
  table.entries.set(key, { key, value: made, at, end })
  return made
}

function itemOf(table: OpenTable, key: string, item: number, [at, end]: readonly [number, number]): OpenTable {
  let items = table.lists.get(key)
  if (!items) {
    items = []
    table.lists.set(key, items)
    table.entries.set(key, { key, value: { kind: 'list', at, end, items }, at, end })
  }
  const known = items[item]
  if (known) return known
  const made = openTable(at, end, table.depth + 1)
  items.push(made)
  return made
}
