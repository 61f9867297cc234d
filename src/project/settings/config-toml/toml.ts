import { ParseError, parseTOML, type AST } from 'toml-eslint-parser'
import type { Unread } from '../../../report/report.ts'
import { nestsTooDeeply } from '../../data/nesting.ts'
import { MAX_NESTING, type Scalar } from '../../data/value.ts'
import type { Leaf } from '../../data/walk.ts'
import type { TextFile } from '../../text-file.ts'

/** The scalars of a TOML file, or why it could not be read: a broken TOML file has no parts that are sure to be whole. */
export function readToml(file: TextFile): { leaves: readonly Leaf[]; unread: readonly Unread[] } {
  if (nestsTooDeeply(file.text)) return { leaves: [], unread: [{ file: file.path, reason: 'TOML: nested too deeply' }] }
  try {
    const [root] = parseTOML(file.text).body
    return { leaves: root.body.flatMap((part) => tableLeaves(part)), unread: [] }
  } catch (error) {
    const line = error instanceof ParseError ? { line: error.lineNumber } : {}
    return {
      leaves: [],
      unread: [{ file: file.path, ...line, reason: `TOML: ${error instanceof Error ? error.message : String(error)}` }],
    }
  }
}

function tableLeaves(part: AST.TOMLKeyValue | AST.TOMLTable): Leaf[] {
  if (part.type === 'TOMLKeyValue') return pairLeaves(part, [])
  // Each setting has its whole path, so that below a header of thousands of names there would be millions of them.
  if (part.resolvedKey.length > MAX_NESTING) return []
  const prefix = part.resolvedKey.map(String)
  return part.body.flatMap((pair) => pairLeaves(pair, prefix))
}

function pairLeaves({ key, value }: AST.TOMLKeyValue, prefix: readonly string[]): Leaf[] {
  if (key.keys.length > MAX_NESTING) return []
  const names = key.keys.map((name) => (name.type === 'TOMLBare' ? name.name : name.value))
  return valueLeaves(value, [...prefix, ...names], key.range[0])
}

function valueLeaves(node: AST.TOMLContentNode, path: readonly string[], keyAt?: number): Leaf[] {
  if (node.type === 'TOMLArray')
    return node.elements.flatMap((element, index) => valueLeaves(element, [...path, String(index)]))
  if (node.type === 'TOMLInlineTable') return node.body.flatMap((pair) => pairLeaves(pair, path))
  return [{ path, scalar: scalarOf(node), ...(keyAt === undefined ? {} : { keyAt }) }]
}

function scalarOf(node: AST.TOMLValue): Scalar {
  const [at, end] = node.range
  const value =
    node.kind === 'integer' ? Number(node.value) : node.value instanceof Date ? node.value.toISOString() : node.value
  return { kind: 'scalar', value, text: String(value), at, end }
}
