/** What loops are given in turn. */
import { type Collection, join, options, UNKNOWN, type Value } from '../trace/value.ts'
import { batchOf } from './batches.ts'
import type { Frame } from './frame.ts'
import type { FunctionState } from './program.ts'

/** What each item of a collection may be, and each batch of a loader; not known of anything else. */
export function itemOf(over: Value, frame: Frame): Value {
  return join(
    options(over).flatMap((option) => {
      if (option.kind === 'collection') return option.items
      return [(option.kind === 'instance' ? batchOf(option, frame) : undefined) ?? UNKNOWN]
    }),
  )
}

/** What a loop over a collection gives a name: each of its items in turn. */
export function inTurn(over: Value, frame: Frame): Value {
  const item = itemOf(over, frame)
  return item.kind === 'choice' && over.kind === 'collection' ? { ...item, inTurn: true } : item
}

/** What calling a generator gives. One that is marked may be for a `with`, which gets what it gives once, and is not followed. */
export function inTurns(yields: readonly Value[], { definition }: FunctionState): Value {
  if (definition.kind === 'lambda' || definition.decorators.length > 0) return UNKNOWN
  return { kind: 'collection', items: options(join(yields)), anyNumber: true }
}

/** `for i, batch in enumerate(loader)` */
export function numbered(item: Value): Collection {
  return { kind: 'collection', items: [{ kind: 'collection', items: [UNKNOWN, item] }], anyNumber: true }
}
