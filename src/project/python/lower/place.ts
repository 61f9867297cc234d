import type { OwnText } from '../owned.ts'
import { inFile, type Piece } from '../source.ts'
import type { Span } from '../tree.ts'
import type { SyntaxNode } from './node.ts'

/** A text that was parsed and is being lowered. */
export interface Source {
  readonly text: string
  /** Where the pieces of it stand in the file. */
  readonly pieces: readonly Piece[]
  readonly own: OwnText
  /** How deep in expressions lowering is. */
  depth: number
}

export function textOf({ source, from, to }: SyntaxNode): string {
  return source.own(source.text.slice(from, to))
}

/** Where a node begins in the file. */
export function startOf({ source, from }: SyntaxNode): number {
  return inFile(source.pieces, from)
}

/**
 * The range of a node in the file. An object literal must not begin by spreading it: the engine would give each object a
 * layout of its own, and those of a large project take more memory than the objects.
 */
export function spanOf({ source: { pieces }, from, to }: SyntaxNode): Span {
  const at = inFile(pieces, from)
  return { at, end: to > from ? inFile(pieces, to - 1) + 1 : at }
}
