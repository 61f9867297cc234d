/** Values that code makes of other values, with a limit to each kind: a few lines can double one again and again. */
import type { Basis, Place } from '../trace/place.ts'
import { type Collection, constant, type Constant, type Table, UNKNOWN, type Value } from '../trace/value.ts'

/** Longest text that is put together or taken apart, in UTF-16 units: code can double one with each line. */
export const TEXT_LIMIT = 10_000

/** A text put together of parts; of one that is too long, the rest is not known. */
export function joinedText(parts: readonly string[], origin?: Place, basis?: readonly Basis[]): Constant {
  let text = ''
  for (const part of parts) {
    if (text.length + part.length > TEXT_LIMIT) {
      const begun = text + part.slice(0, TEXT_LIMIT - text.length)
      return { ...constant(`${begun}?`, origin, basis), partial: true }
    }
    text += part
  }
  return constant(text, origin, basis)
}

/** Longest qualified name that is kept, in UTF-16 units: `x = x.y` makes a longer one each time. */
export const NAME_LIMIT = 500

/** Something of a package by its qualified name, unless that is longer than any. */
export function external(name: string): Value {
  return name.length > NAME_LIMIT ? UNKNOWN : { kind: 'external', name }
}

/** Most items of a collection that are kept: each use of it may look at all of them. */
const ITEMS_LIMIT = 200

/** A collection of items; of one that is too long, the rest is one item that is not known. */
export function collectionOf(items: readonly Value[], about: Pick<Collection, 'origin' | 'basis'> = {}): Collection {
  const kept = items.length > ITEMS_LIMIT ? [...items.slice(0, ITEMS_LIMIT), UNKNOWN] : items
  return { kind: 'collection', items: kept, ...about }
}

/** Most fields that one table takes over from another, or a call from a table: each may be handed on many times. */
const SPREAD_LIMIT = 100

/** The fields that `**table` hands on. */
export function* spreadFields({ fields }: Table): Generator<readonly [name: string, value: Value]> {
  let left = SPREAD_LIMIT
  for (const field of fields) {
    if (left-- === 0) return
    yield field
  }
}
