import * as v from 'valibot'
import { bytes, count, type RowOf, text } from '../question.ts'

export const shape = {
  model: text,
  /** Number of its parameters. */
  parameters: v.nullable(v.number()),
  /** What it is used for; empty, as what follows, where the need is not known. */
  work: text,
  quantization: text,
  runtime: text,
  repositories: count,
  /** The most that any of them needs, and the range that holds nine of ten measurements. */
  bytes: v.nullable(bytes),
  low: v.nullable(bytes),
  high: v.nullable(bytes),
  /** Least memory of a Mac in GB on which it fits; null where there is none. */
  fits_from: v.nullable(count),
}

export type Row = RowOf<typeof shape>
