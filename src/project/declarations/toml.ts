import { ParseError, parseTOML, type AST } from 'toml-eslint-parser'
import { nestsTooDeeply } from '../data/nesting.ts'
import type { TextFile } from '../text-file.ts'
import { brokenDocument, DEPTH_LIMIT, type Document, type Placed, type PlacedTable } from './placed.ts'
import { readLargeToml } from './toml-large.ts'
import { openTable, tableAt, type OpenTable } from './toml-tree.ts'

/** The parser that keeps places takes about a second for a megabyte; manifests have some kilobytes. */
const PLACED_LIMIT = 256 * 1024

/** Reads a TOML manifest with the place of every value; in a file above 256 kB places are only near. */
export function readToml(file: TextFile): Document {
  if (file.text.length > PLACED_LIMIT) return readLargeToml(file)
  if (nestsTooDeeply(file.text)) return brokenDocument(file, 'not valid TOML: nested too deeply')
  try {
    return { root: readProgram(parseTOML(file.text), file), unread: [] }
  } catch (error) {
    if (error instanceof ParseError) return brokenDocument(file, `not valid TOML: ${error.message}`, error.lineNumber)
    return brokenDocument(file, 'not valid TOML: nested too deeply')
  }
}

function readProgram(program: AST.TOMLProgram, file: TextFile): PlacedTable {
  const root = openTable(0, file.text.length)
  for (const node of program.body[0].body) {
    const table = node.type === 'TOMLKeyValue' ? root : tableAt(root, node.resolvedKey, node.range)
    if (table) for (const entry of node.type === 'TOMLKeyValue' ? [node] : node.body) add(table, entry, file)
  }
  return root
}

function add(table: OpenTable, node: AST.TOMLKeyValue, file: TextFile): void {
  const keys = node.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value))
  const key = keys.pop() ?? ''
  const [at, end] = node.range
  const target = tableAt(table, keys, node.range)
  target?.entries.set(key, { key, at, end, value: placed(node.value, file, target.depth + 1) })
}

function placed(node: AST.TOMLContentNode, file: TextFile, depth: number): Placed {
  const [at, end] = node.range
  if (node.type === 'TOMLValue')
    return { kind: 'scalar', at, end, text: node.kind === 'string' ? node.value : file.text.slice(at, end) }
  const table = openTable(at, end, depth)
  if (depth > DEPTH_LIMIT) return table
  if (node.type === 'TOMLArray')
    return { kind: 'list', at, end, items: node.elements.map((item) => placed(item, file, depth + 1)) }
  for (const child of node.body) add(table, child, file)
  return table
}
