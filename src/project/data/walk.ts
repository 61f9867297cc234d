import type { Mapping, Scalar, Value } from './value.ts'

/** Most nodes that a walk visits: aliases of aliases can stand for billions. */
const MAX_NODES = 100_000

/** A scalar and the keys that lead to it from the root, list indices as decimal strings. */
export interface Leaf {
  readonly path: readonly string[]
  readonly scalar: Scalar
  /** Offset of the key that it is the value of; absent for an item of a list. */
  readonly keyAt?: number
}

/** Every scalar below `root`, in the order of the file. */
export function leavesOf(root: Value): Leaf[] {
  const leaves: Leaf[] = []
  walk(root, (value, path, keyAt) => {
    if (value.kind === 'scalar') leaves.push({ path, scalar: value, ...(keyAt === undefined ? {} : { keyAt }) })
  })
  return leaves
}

/** Every mapping below `root`, itself included, in the order of the file. */
export function mappingsOf(root: Value): Mapping[] {
  const mappings: Mapping[] = []
  walk(root, (value) => {
    if (value.kind === 'mapping') mappings.push(value)
  })
  return mappings
}

type Visit = (value: Value, path: readonly string[], keyAt?: number) => void

function walk(root: Value, visit: Visit): void {
  let budget = MAX_NODES
  const step: Visit = (value, path, keyAt) => {
    budget -= 1
    if (budget < 0) return
    visit(value, path, keyAt)
    if (value.kind === 'mapping')
      for (const { key, keyAt: at, value: inner } of value.entries) step(inner, [...path, key], at)
    else if (value.kind === 'list')
      for (const [index, item] of value.items.entries()) step(item, [...path, String(index)])
  }
  step(root, [])
}
