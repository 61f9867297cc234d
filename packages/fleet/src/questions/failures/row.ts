import { count, type RowOf, text, texts } from '../question.ts'

export const shape = {
  failure: text,
  detail: text,
  repositories: count,
  /** Some of them, in the order of their names. */
  examples: texts,
}

export type Row = RowOf<typeof shape>
