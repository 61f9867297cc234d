import { count, type RowOf, text } from '../question.ts'

export const shape = {
  repository: text,
  team: text,
  framework: text,
  /** Findings that a program mends. */
  automatic: count,
  /** Findings that a person mends. */
  manual: count,
}

export type Row = RowOf<typeof shape>
