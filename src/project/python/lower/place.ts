import { inFile, type Piece } from '../source.ts'
import type { Span } from '../tree.ts'
import type { SyntaxNode } from './node.ts'
import { owned } from '../owned.ts'

/** A text that was parsed, and where its pieces stand in the file. */
export interface Source {
  readonly text: string
  readonly pieces: readonly Piece[]
}

const NOTHING: Source = { text: '', pieces: [] }

/** What is being lowered. Lowering is synchronous and of one text at a time. */
let current = NOTHING

/** Runs `lower` with texts from the source, and places counted in the file that its pieces come from. */
export function withSource<Result>(source: Source, lower: () => Result): Result {
  current = source
  try {
    return lower()
  } finally {
    current = NOTHING
  }
}

export function textOf({ from, to }: SyntaxNode): string {
  return owned(current.text.slice(from, to))
}

/** Where a node begins in the file. */
export function startOf({ from }: SyntaxNode): number {
  return inFile(current.pieces, from)
}

/**
 * The range of a node in the file. An object literal must not begin by spreading it: the engine would give each object a
 * layout of its own, and those of a large project take more memory than the objects.
 */
export function spanOf({ from, to }: SyntaxNode): Span {
  const at = inFile(current.pieces, from)
  return { at, end: to > from ? inFile(current.pieces, to - 1) + 1 : at }
}
