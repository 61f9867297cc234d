/**
 * What a YAML or JSON file holds, with the place of everything: plain data, one tree for both.
 * Offsets are UTF-16 code units of the file's text. Aliases make it a graph without cycles.
 */
export type Value = Mapping | List | Scalar

export interface Mapping {
  readonly kind: 'mapping'
  readonly entries: readonly Entry[]
  readonly at: number
  readonly end: number
}

export interface Entry {
  readonly key: string
  readonly keyAt: number
  readonly value: Value
}

export interface List {
  readonly kind: 'list'
  readonly items: readonly Value[]
  readonly at: number
  readonly end: number
}

export interface Scalar {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
  /** The text behind the value: `3.10` stays apart from `3.1`. */
  readonly text: string
  readonly at: number
  readonly end: number
}

/** Deepest nesting that is kept; configuration is flat, and deeper nesting is made to exhaust the stack. */
export const MAX_NESTING = 100

/** The value behind a chain of keys, if every one of them is there. */
export function member(value: Value | undefined, ...keys: readonly string[]): Value | undefined {
  let current = value
  for (const key of keys) current = entriesOf(current).find((entry) => entry.key === key)?.value
  return current
}

/** The entries of a mapping; none for anything else. */
export function entriesOf(value: Value | undefined): readonly Entry[] {
  return value?.kind === 'mapping' ? value.entries : []
}

/** The items of a list; none for anything else. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  return value?.kind === 'list' ? value.items : []
}

/** A scalar, or the scalars of a list, as many formats take either. */
export function scalarsOf(value: Value | undefined): Scalar[] {
  if (value?.kind === 'scalar') return [value]
  return itemsOf(value).filter((item) => item.kind === 'scalar')
}

/** The text of a scalar; undefined for anything else and for null. */
export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' && value.value !== null ? value.text : undefined
}
