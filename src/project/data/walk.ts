import type { Mapping, Scalar, Value } from './value.ts'

/** Most nodes that a walk visits: aliases of aliases can stand for billions. */
const MAX_NODES = 100_000

/** A scalar and the keys that lead to it from the root, list indices as decimal strings. */
export interface Leaf {
  readonly path: readonly string[]
  readonly scalar: Scalar
}

/** Every scalar below `root`, in the order of the file. */
export function leavesOf(root: Value): Leaf[] {
  const leaves: Leaf[] = []
  walk(root, (value, path) => {
    if (value.kind === 'scalar') leaves.push({ path, scalar: value })
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

function walk(root: Value, visit: (value: Value, path: readonly string[]) => void): void {
  let budget = MAX_NODES
  const step = (value: Value, path: readonly string[]): void => {
    budget -= 1
    if (budget < 0) return
    visit(value, path)
    if (value.kind === 'mapping') for (const { key, value: inner } of value.entries) step(inner, [...path, key])
    else if (value.kind === 'list')
      for (const [index, item] of value.items.entries()) step(item, [...path, String(index)])
  }
  step(root, [])
}
