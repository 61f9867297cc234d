import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser'
import type { Unread } from '../../report/report.ts'
import { positionAt, type TextFile } from '../text-file.ts'
import { jsonNestsTooDeeply } from './nesting.ts'
import { MAX_NESTING, type Entry, type Value } from './value.ts'
import type { Documents } from './yaml.ts'

/** Longest JSON that is read with positions, in UTF-16 code units; beyond that it is data, not configuration. */
const MAX_JSON = 1_000_000
/** Most complaints passed on for one file; what follows the first is mostly its echo. */
const MAX_COMPLAINTS = 1

/** Reads JSON, with comments and trailing commas as editors and tools allow them. */
export function readJson(file: TextFile): Documents {
  if (file.text.length > MAX_JSON)
    return { documents: [], unread: [complaint(file, 0, `longer than ${MAX_JSON} characters`)] }
  if (jsonNestsTooDeeply(file.text)) return { documents: [], unread: [complaint(file, 0, 'nested too deeply')] }
  const errors: ParseError[] = []
  const root = parseTree(file.text, errors, { allowTrailingComma: true })
  return {
    documents: root ? [convert(root, 0)] : [],
    unread: errors
      .slice(0, MAX_COMPLAINTS)
      .map((error) => complaint(file, error.offset, printParseErrorCode(error.error))),
  }
}

function complaint(file: TextFile, at: number, reason: string): Unread {
  return { file: file.path, line: positionAt(file, at).line, reason: `JSON: ${reason}` }
}

function convert(node: Node, depth: number): Value {
  const span = { at: node.offset, end: node.offset + node.length }
  if (depth > MAX_NESTING) return { kind: 'scalar', value: null, text: '', ...span }
  const children = node.children ?? []
  if (node.type === 'array') return { kind: 'list', items: children.map((child) => convert(child, depth + 1)), ...span }
  if (node.type === 'object')
    return { kind: 'mapping', entries: children.flatMap((child) => entryOf(child, depth)), ...span }
  const value: unknown = node.value
  const known = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
  return { kind: 'scalar', value: known, text: String(known ?? ''), ...span }
}

function entryOf(property: Node, depth: number): Entry[] {
  const [key, value] = property.children ?? []
  if (!key || !value) return []
  return [{ key: String(key.value), keyAt: key.offset, value: convert(value, depth + 1) }]
}
