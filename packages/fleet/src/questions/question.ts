import * as v from 'valibot'

/** How the values of a column are written. */
export type Kind = 'text' | 'repository' | 'count' | 'share' | 'bytes' | 'gigabytes' | 'status' | 'texts'

/** A column as people see it; what has none is for programs. */
export interface Column {
  readonly key: string
  readonly title: string
  readonly kind: Kind
}

export type Value = string | number | boolean | null | readonly string[]
export type AnswerRow = Readonly<Record<string, Value>>

/** One question: what it asks of the tables, what a row of its answer is, and what the answer comes to in words. */
export interface Question {
  /** The name of its folder, by which people ask. */
  readonly name: string
  readonly title: string
  /** One sentence for the help. */
  readonly about: string
  /** Follows `WITH chosen AS (…)`, the repositories that are asked about; see selection.ts for the parameters. */
  readonly sql: string
  /** The shape of a row, for the JSON Schema. */
  readonly row: v.ObjectSchema<v.ObjectEntries, undefined>
  readonly columns: readonly Column[]
  /** Checks the rows and says what they come to, the most important first. */
  readonly read: (rows: unknown) => Read
}

interface Read {
  readonly rows: readonly AnswerRow[]
  readonly says: readonly string[]
}

type Entries = Readonly<Record<string, v.GenericSchema<unknown, Value>>>
/** A row of a question whose shape has these entries. */
export type RowOf<Shape extends Entries> = { readonly [Key in keyof Shape]: v.InferOutput<Shape[Key]> }

interface Parts<Shape extends Entries> extends Omit<Question, 'row' | 'columns' | 'read'> {
  readonly shape: Shape
  readonly columns: readonly (Column & { readonly key: keyof Shape })[]
  readonly says: (rows: readonly RowOf<Shape>[]) => readonly string[]
}

export function question<const Shape extends Entries>({ shape, says, ...rest }: Parts<Shape>): Question {
  const row = v.object(shape)
  const list = v.array(row)
  return {
    ...rest,
    row,
    read(given) {
      const rows = v.parse(list, given)
      return { rows, says: says(rows) }
    },
  }
}

export const count = v.pipe(v.number(), v.integer(), v.minValue(0))
export const text = v.string()
export const texts = v.array(v.string())
export const truth = v.boolean()
/** Of one. */
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
export const bytes = v.pipe(v.number(), v.minValue(0))
/** Of a repository, or `failed` where there is no report. */
export const status = v.picklist(['runs', 'runs-degraded', 'needs-edits', 'blocked', 'unknown', 'failed'])
