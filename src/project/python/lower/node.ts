import type { Node } from 'web-tree-sitter'

/**
 * A node with what lowering asks of it. tree-sitter's own nodes look into WebAssembly memory at each question, which takes
 * longer than what is done with the answer, so each is asked once.
 */
export interface SyntaxNode {
  readonly type: string
  /** Its range in the text that was parsed. */
  readonly from: number
  readonly to: number
  readonly inTree: Node
}

export function syntaxNode(inTree: Node): SyntaxNode {
  return { type: inTree.type, from: inTree.startIndex, to: inTree.endIndex, inTree }
}

/** Children that are code: comments and line continuations are left out. */
export function named({ inTree }: SyntaxNode): SyntaxNode[] {
  return inTree.namedChildren.map(syntaxNode).filter(({ type }) => type !== 'comment' && type !== 'line_continuation')
}

/** A child by its field's name. */
export function field({ inTree }: SyntaxNode, name: string): SyntaxNode | undefined {
  const child = inTree.childForFieldName(name)
  return child ? syntaxNode(child) : undefined
}

/** The children of a field that can have several. */
export function fields({ inTree }: SyntaxNode, name: string): SyntaxNode[] {
  return inTree.childrenForFieldName(name).map(syntaxNode)
}
