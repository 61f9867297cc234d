import { isAlias, isMap, isScalar, isSeq, parseDocument, visit, type Node } from 'yaml'
import type { TextFile } from '../text-file.ts'
import { positionAt } from '../text-file.ts'
import { nestsTooDeeply } from '../data/nesting.ts'
import { brokenDocument, DEPTH_LIMIT, type Document, type Placed, type PlacedEntry } from './placed.ts'

/** The parser takes about a second for a megabyte; an environment file has some kilobytes. */
const LENGTH_LIMIT = 1024 * 1024

/** Aliases make a small file stand for an endless one; real manifests have no more values than this. */
const VALUE_LIMIT = 50_000

interface Reading {
  readonly file: TextFile
  readonly anchors: ReadonlyMap<string, Node>
  values: number
}

/** Reads a YAML manifest with the place of every value; of a broken one, what the parser makes of it. */
export function readYaml(file: TextFile): Document {
  if (file.text.length > LENGTH_LIMIT) return brokenDocument(file, 'too large for a YAML manifest')
  if (nestsTooDeeply(file.text)) return brokenDocument(file, 'not valid YAML: nested too deeply')
  try {
    // Looking for repeated keys takes quadratic time; the last one counts here.
    const document = parseDocument(file.text, { uniqueKeys: false, logLevel: 'silent', prettyErrors: false })
    const anchors = new Map<string, Node>()
    visit(document, { Value: (_, node) => void (node.anchor && anchors.set(node.anchor, node)) })
    const reading = { file, anchors, values: 0 }
    const root = placed(reading, document.contents, 0)
    const unread = document.errors.slice(0, 1).map((error) => ({
      file: file.path,
      line: positionAt(file, error.pos[0]).line,
      reason: `not valid YAML: ${error.message}`,
    }))
    const reason = `more than ${VALUE_LIMIT} values, aliases counted with what they stand for; the rest was not read`
    return { root, unread: reading.values > VALUE_LIMIT ? [...unread, { file: file.path, reason }] : unread }
  } catch {
    return brokenDocument(file, 'not valid YAML: nested too deeply')
  }
}

function placed(reading: Reading, node: Node | null, depth: number): Placed {
  const [at, end] = node?.range ?? [0, 0]
  if (++reading.values > VALUE_LIMIT || depth > DEPTH_LIMIT) return { kind: 'scalar', at, end, text: '' }
  if (isAlias(node)) return placed(reading, reading.anchors.get(node.source) ?? null, depth + 1)
  if (isScalar(node)) {
    const { value } = node
    const text = typeof value === 'string' ? value : value === null ? '' : reading.file.text.slice(at, end)
    return { kind: 'scalar', at, end, text }
  }
  if (isSeq<Node | null>(node))
    return { kind: 'list', at, end, items: node.items.map((item) => placed(reading, item, depth + 1)) }
  const entries = new Map<string, PlacedEntry>()
  for (const pair of isMap<Node | null, Node | null>(node) ? node.items : []) {
    const key = isScalar(pair.key) ? String(pair.key.value) : ''
    const value = placed(reading, pair.value, depth + 1)
    const start = pair.key?.range?.[0] ?? value.at
    entries.set(key, { key, value, at: start, end: Math.max(pair.key?.range?.[1] ?? start, value.end) })
  }
  return { kind: 'table', at, end, entries }
}
