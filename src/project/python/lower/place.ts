import type { Node } from 'web-tree-sitter'
import { inFile, type Piece } from '../piece.ts'
import type { Span } from '../tree.ts'

/** The pieces of the text that is being lowered. Lowering is synchronous and of one text at a time. */
let current: readonly Piece[] = []

/** Runs `lower` with places counted in the file that the pieces come from. */
export function withPieces<Result>(pieces: readonly Piece[], lower: () => Result): Result {
  current = pieces
  try {
    return lower()
  } finally {
    current = []
  }
}

/** Where a node begins in the file. */
export function startOf(node: Node): number {
  return inFile(current, node.startIndex)
}

/**
 * The range of a node in the file. An object literal must not begin by spreading it: the engine would give each object a
 * layout of its own, and those of a large project take more memory than the objects.
 */
export function spanOf(node: Node): Span {
  const at = startOf(node)
  return { at, end: node.endIndex > node.startIndex ? inFile(current, node.endIndex - 1) + 1 : at }
}
