import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser'
import { jsonNestsTooDeeply } from '../data/nesting.ts'
import { positionAt, type TextFile } from '../text-file.ts'
import { brokenDocument, DEPTH_LIMIT, type Document, type Placed, type PlacedEntry } from './placed.ts'

/** The parser takes about a second for 16 MB; a lock file has some hundred kilobytes. */
const LENGTH_LIMIT = 16 * 1024 * 1024

/** Reads a JSON file with the place of every value; of a broken one, what the parser makes of it. */
export function readJson(file: TextFile): Document {
  if (file.text.length > LENGTH_LIMIT) return brokenDocument(file, 'too large for a JSON lock file')
  if (jsonNestsTooDeeply(file.text)) return brokenDocument(file, 'not valid JSON: nested too deeply')
  const errors: ParseError[] = []
  const tree = parseTree(file.text, errors)
  const unread = errors.slice(0, 1).map((error) => ({
    file: file.path,
    line: positionAt(file, error.offset).line,
    reason: `not valid JSON: ${printParseErrorCode(error.error)}`,
  }))
  return { root: placed(tree, 0), unread }
}

function placed(node: Node | undefined, depth: number): Placed {
  const at = node?.offset ?? 0
  const end = at + (node?.length ?? 0)
  if (node === undefined || depth > DEPTH_LIMIT) return { kind: 'scalar', at, end, text: '' }
  const children = node.children ?? []
  if (node.type === 'array') return { kind: 'list', at, end, items: children.map((child) => placed(child, depth + 1)) }
  if (node.type !== 'object') return { kind: 'scalar', at, end, text: String(node.value) }
  const entries = new Map<string, PlacedEntry>()
  for (const property of children) {
    const [name, value] = property.children ?? []
    if (name === undefined) continue
    const key = String(name.value)
    entries.set(key, {
      key,
      value: placed(value, depth + 1),
      at: property.offset,
      end: property.offset + property.length,
    })
  }
  return { kind: 'table', at, end, entries }
}
