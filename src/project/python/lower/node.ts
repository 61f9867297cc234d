import type { Node } from 'web-tree-sitter'

/** Children that are code: comments and line continuations are left out. */
export function named(node: Node): Node[] {
  return node.namedChildren.filter((child) => child.type !== 'comment' && child.type !== 'line_continuation')
}

/** A child by its field's name. */
export function field(node: Node, name: string): Node | undefined {
  return node.childForFieldName(name) ?? undefined
}
