import type { Node } from 'web-tree-sitter'
import type { Source } from './place.ts'

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
  readonly source: Source
}

export function syntaxNode(inTree: Node, source: Source): SyntaxNode {
  return { type: inTree.type, from: inTree.startIndex, to: inTree.endIndex, inTree, source }
}

/** Children that are code: comments and line continuations are left out. */
export function named({ inTree, source }: SyntaxNode): SyntaxNode[] {
  const nodes: SyntaxNode[] = []
  for (const child of inTree.namedChildren) {
    const node = syntaxNode(child, source)
    if (node.type !== 'comment' && node.type !== 'line_continuation') nodes.push(node)
  }
  return nodes
}

/** A child by its field's name. */
export function field({ inTree, source }: SyntaxNode, name: string): SyntaxNode | undefined {
  const child = inTree.childForFieldName(name)
  return child ? syntaxNode(child, source) : undefined
}

/** The children of a field that can have several. */
export function fields({ inTree, source }: SyntaxNode, name: string): SyntaxNode[] {
  return inTree.childrenForFieldName(name).map((child) => syntaxNode(child, source))
}
