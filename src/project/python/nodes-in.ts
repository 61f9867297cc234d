import type { Expression, Statement } from './tree.ts'

type Node = Expression | Statement

/** Every expression and statement in a piece of the tree, itself included, in no particular order. */
export function nodesIn(root: Node | readonly Node[]): readonly Node[] {
  const nodes: Node[] = []
  const waiting: unknown[] = [root]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next !== 'object' || next === null) continue
    if (isNode(next)) nodes.push(next)
    for (const part of Object.values(next)) waiting.push(part)
  }
  return nodes
}

/** Of all objects in the tree only nodes bear a kind. */
function isNode(part: object): part is Node {
  return 'kind' in part
}
