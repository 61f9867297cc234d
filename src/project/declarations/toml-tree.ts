import { DEPTH_LIMIT, type Placed, type PlacedEntry, type PlacedTable } from './placed.ts'

/** Keys, and indices into lists of tables, from the root. */
export type Path = readonly (string | number)[]

/** A table while its document is being read: headers and dotted keys add to it from several places. */
export interface OpenTable extends PlacedTable {
  readonly entries: Map<string, PlacedEntry>
}

/** A document while it is being read, with what has been opened so far by its path. */
export interface Tree {
  readonly root: OpenTable
  readonly tables: Map<string, OpenTable>
  readonly lists: Map<string, Placed[]>
}

export function startTree(at: number, end: number): Tree {
  return { root: openTable(at, end), tables: new Map(), lists: new Map() }
}

/** The table at a path, opened at `range` where it is missing; undefined when it lies too deep. */
export function tableAt(tree: Tree, path: Path, range: readonly [number, number]): OpenTable | undefined {
  const last = path.at(-1)
  if (last === undefined) return tree.root
  if (path.length > DEPTH_LIMIT) return undefined
  const name = path.join('\0')
  const known = tree.tables.get(name)
  if (known) return known
  const made = openTable(...range)
  tree.tables.set(name, made)
  if (typeof last === 'number') listAt(tree, path.slice(0, -1), range)?.push(made)
  else attach(tree, path, range, made)
  return made
}

function listAt(tree: Tree, path: Path, range: readonly [number, number]): Placed[] | undefined {
  const name = path.join('\0')
  const known = tree.lists.get(name)
  if (known) return known
  const items: Placed[] = []
  tree.lists.set(name, items)
  attach(tree, path, range, { kind: 'list', at: range[0], end: range[1], items })
  return items
}

function attach(tree: Tree, path: Path, range: readonly [number, number], value: Placed): void {
  const key = String(path.at(-1))
  tableAt(tree, path.slice(0, -1), range)?.entries.set(key, { key, value, at: range[0], end: range[1] })
}

function openTable(at: number, end: number): OpenTable {
  return { kind: 'table', at, end, entries: new Map() }
}
