import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Document,
  type Node,
  type ParsedNode,
  type YAMLMap,
} from 'yaml'
import type { Unread } from '../../report/report.ts'
import { positionAt, type TextFile } from '../text-file.ts'
import { nestsTooDeeply } from './nesting.ts'
import { plainScalar } from './plain-scalar.ts'
import { MAX_NESTING, type Entry, type Mapping, type Scalar, type Value } from './value.ts'

/** Longest YAML that is read, in UTF-16 code units; the longest CI files reach it nearly. */
const MAX_YAML = 400_000
/** Most values that the aliases of a file stand for together: a few lines of aliases of aliases stand for billions. */
const MAX_ALIASED = 100_000
/** Most complaints passed on for one file; one misplaced indent causes many. */
const MAX_COMPLAINTS = 3

/** The documents of a file and the lines of it that could not be read. */
export interface Documents {
  readonly documents: readonly Value[]
  readonly unread: readonly Unread[]
}

/** Reads YAML. No tag is ever constructed, aliases point to what they stand for, `<<` is merged. */
export function readYaml(file: TextFile): Documents {
  if (file.text.length > MAX_YAML) return unreadable(file, 0, `longer than ${MAX_YAML} characters`)
  if (nestsTooDeeply(file.text)) return unreadable(file, 0, 'nested too deeply')
  try {
    // The failsafe schema knows no types, so nothing of the file decides how it is read.
    const parsed = parseAllDocuments(file.text, {
      schema: 'failsafe',
      uniqueKeys: false,
      strict: false,
      logLevel: 'silent',
      prettyErrors: false,
    })
    const documents: readonly Document[] = 'empty' in parsed ? [] : parsed
    const errors = documents.flatMap((document) => document.errors).slice(0, MAX_COMPLAINTS)
    const reading: Reading = { text: file.text, anchors: new Map(), values: 0, aliased: 0 }
    const roots = documents.flatMap((document) => rootOf(document, reading))
    const { leftOutAt } = reading
    return {
      documents: roots,
      unread: [
        ...errors.map((error) => complaint(file, error.pos[0], error.message)),
        ...(leftOutAt === undefined
          ? []
          : [complaint(file, leftOutAt, `aliases for more than ${MAX_ALIASED} values; left out from here on`)]),
      ],
    }
  } catch (error) {
    // The parser collects its errors; what it throws all the same is for inputs nobody wrote by hand.
    return unreadable(file, 0, String(error))
  }
}

function unreadable(file: TextFile, at: number, reason: string): Documents {
  return { documents: [], unread: [complaint(file, at, reason)] }
}

function complaint(file: TextFile, at: number, reason: string): Unread {
  const firstLine = reason.split('\n', 1)[0] ?? reason
  return {
    file: file.path,
    line: positionAt(file, at).line,
    reason: `YAML: ${firstLine.replace(/ at line \d.*$/, '')}`,
  }
}

interface Reading {
  readonly text: string
  /** What anchors stand for; undefined while it is being read, so that an anchor within itself ends. */
  readonly anchors: Map<string, Anchored | undefined>
  /** How many values have been read so far, each alias with all that it stands for, and how many of them by aliases. */
  values: number
  aliased: number
  /** Where the first alias was left out. */
  leftOutAt?: number
}

interface Anchored {
  readonly value: Value
  readonly values: number
}

function rootOf({ contents }: Document, reading: Reading): Value[] {
  reading.anchors.clear()
  return contents ? [convert(contents, reading, 0)] : []
}

function convert(node: Node | ParsedNode | null, reading: Reading, depth: number): Value {
  const [at, reach] = node?.range ?? [0, 0]
  const end = trimmedEnd(reading.text, at, reach)
  if (depth > MAX_NESTING || !node) return nothing(at, end)
  if (isAlias(node)) return anchored(node.source, reading, at) ?? nothing(at, end)
  if (node.anchor) reading.anchors.set(node.anchor, undefined)
  const before = reading.values++
  const value = content(node, reading, depth, at, end)
  if (node.anchor) reading.anchors.set(node.anchor, { value, values: reading.values - before })
  return value
}

function anchored(name: string, reading: Reading, at: number): Value | undefined {
  const found = reading.anchors.get(name)
  if (!found) return undefined
  if (reading.aliased + found.values > MAX_ALIASED) {
    reading.leftOutAt ??= at
    return undefined
  }
  reading.aliased += found.values
  reading.values += found.values
  return found.value
}

function content(node: Node, reading: Reading, depth: number, at: number, end: number): Value {
  if (isMap(node)) return { kind: 'mapping', entries: entriesIn(node, reading, depth), at, end }
  if (isSeq(node)) {
    return { kind: 'list', items: node.items.map((item) => convert(asNode(item), reading, depth + 1)), at, end }
  }
  if (!isScalar(node)) return nothing(at, end)
  const text = String(node.value ?? '')
  const plain = node.type === 'PLAIN' || node.type === undefined
  return {
    kind: 'scalar',
    value: plain && !node.tag ? plainScalar(text) : text,
    text,
    at,
    end,
  }
}

function entriesIn(map: YAMLMap, reading: Reading, depth: number): readonly Entry[] {
  const own: Entry[] = []
  const merged: Entry[] = []
  for (const { key, value } of map.items) {
    if (!isScalar(key)) continue
    const name = String(key.value ?? '')
    const inner = convert(asNode(value), reading, depth + 1)
    if (name === '<<') for (const entry of mergedEntries(inner)) merged.push(entry)
    else
      own.push({ key: name, keyAt: key.range?.[0] ?? 0, value: inner.end === 0 ? nothing(key.range?.[1] ?? 0) : inner })
  }
  const names = new Set(own.map((entry) => entry.key))
  return [...own, ...merged.filter((entry) => !names.has(entry.key))]
}

function mergedEntries(value: Value): readonly Entry[] {
  const mappings = value.kind === 'list' ? value.items : [value]
  return mappings.filter((mapping): mapping is Mapping => mapping.kind === 'mapping').flatMap(({ entries }) => entries)
}

function asNode(value: unknown): Node | null {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value) ? value : null
}

function nothing(at: number, end = at): Scalar {
  return { kind: 'scalar', value: null, text: '', at, end }
}

/** Blocks reach up to the next line; what they end with is no part of a site. */
function trimmedEnd(text: string, at: number, end: number): number {
  let last = end
  while (last > at && /\s/.test(text[last - 1] ?? '')) last -= 1
  return last
}
