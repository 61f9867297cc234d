import { count, type RowOf, text, truth } from '../question.ts'

export const shape = {
  kind: text,
  name: text,
  /** Repositories that it stops. */
  repositories: count,
  /** Those that nothing else stops: they run once it is replaced. */
  frees: count,
  /** Those that run once it and all that stands above it are replaced. */
  frees_with_above: count,
  /** Whether a program makes the replacement in all of them. */
  automatic: truth,
  /** Repositories in which no fix for it is known. */
  without_fix: count,
  remedy: text,
}

export type Row = RowOf<typeof shape>
