import type { OwnText } from '../owned.ts'
import type { Piece } from '../source.ts'
import { fitted } from '../lower/fitted.ts'
import type { Import, ImportFrom, Span, Statement } from '../tree.ts'
import { statements } from './statement.ts'
import { tokensOf } from './tokens.ts'

/**
 * Parses Python that is well formed and of the common kind, which is nearly all there is, straight into the compact tree.
 * The grammar of `lower/` reads the same and more, goes on after errors, and takes five times as long.
 * @param pieces where the pieces of the text stand in the file
 * @returns undefined where the text has anything else: a mistake, Python 2, a `match`
 */
export function parseModule(text: string, pieces: readonly Piece[], own: OwnText): Parsed | undefined {
  const tokens = tokensOf(text, pieces, own)
  const body = statements(tokens)
  if (tokens.failed || tokens.kind !== 'end') return undefined
  return { body, formatted: fitted(tokens.formatted), imports: fitted(tokens.imports) }
}

export interface Parsed {
  readonly body: readonly Statement[]
  /** The formatted strings and the imports in it, wherever they stand. */
  readonly formatted: readonly Span[]
  readonly imports: readonly (Import | ImportFrom)[]
}
