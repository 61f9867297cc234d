import type { Expression, Statement } from './tree.ts'

type Node = Expression | Statement

/** Every expression and statement in a piece of the tree, itself included, in no particular order. */
export function nodesIn(root: Node | readonly Node[]): readonly Node[] {
  const nodes: Node[] = []
  const waiting: object[] = [root]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (isNode(next)) nodes.push(next)
    for (const part of Object.values(next)) if (isObject(part)) waiting.push(part)
  }
  return nodes
}

function isObject(part: unknown): part is object {
  return typeof part === 'object' && part !== null
}

/** Of all objects in the tree only nodes bear a kind. */
function isNode(part: object): part is Node {
  return 'kind' in part
}
