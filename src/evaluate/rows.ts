/** Lists of things that belong together: what `zip` makes of them, and tuples whose parts have names. */
import type { Call } from '../project/python/tree.ts'
import {
  type Collection,
  type Instance,
  join,
  options,
  type Table,
  UNKNOWN,
  type Value,
  withBasis,
} from '../trace/value.ts'
import { type Arguments, valueOf } from './arguments.ts'
import { collectionOf } from './bounded-values.ts'
import type { Frame } from './frame.ts'
import { itemOf } from './turns.ts'

/** `zip(xs, ys)` gives pairs, and `zip(*pairs)` gives back lists. */
export function zipped({ positional, open }: Arguments, node: Call, frame: Frame): Value {
  if (!open)
    return { ...collectionOf([collectionOf(positional.map(({ value }) => itemOf(value, frame)))]), anyNumber: true }
  const rows = spreadIn(node, frame)
  const columns = rows && options(itemOf(rows, frame)).map(partsOf)
  const [first, ...others] = columns ?? []
  if (!first || others.some((other) => other?.length !== first.length)) return UNKNOWN
  return collectionOf(
    first.map((_, index) => ({
      ...collectionOf(options(join((columns ?? []).map((parts) => parts?.[index] ?? UNKNOWN)))),
      anyNumber: true,
    })),
  )
}

/** What `f(*rows)` spreads, if that is all that is given. */
function spreadIn({ arguments: [only, ...others] }: Call, frame: Frame): Value | undefined {
  if (only?.star !== '*' || others.length > 0) return undefined
  return frame.engine.evaluate(only.value, { ...frame, observe: undefined })
}

function partsOf(row: Value): readonly Value[] | undefined {
  if (row.kind === 'table') return [...row.fields.values()]
  return row.kind === 'collection' && !row.anyNumber ? row.items : undefined
}

/** `list(items)` and whatever else takes some of them, or puts them in another order. */
export function sameItems(passed: Arguments): Value {
  const value = valueOf(passed, 0)
  if (value.kind === 'collection') return value
  const lists = options(value).filter((option): option is Collection => option.kind === 'collection')
  if (lists.length < 2 || lists.length < options(value).length) return withBasis(UNKNOWN, value.basis)
  return { ...collectionOf(options(join(lists.flatMap(({ items }) => items)))), anyNumber: true }
}

/** What makes tuples whose parts have names. */
const RECORD = 'collections.namedtuple'

/** `namedtuple('Step', 'state reward')`; nothing where the names are not written down. */
export function recordType({ positional }: Arguments): Instance {
  const names = namesIn(positional[1]?.value ?? UNKNOWN)
  return { kind: 'instance', of: RECORD, fields: new Map(names.map((name) => [name, UNKNOWN])) }
}

function namesIn(value: Value): readonly string[] {
  if (value.kind === 'collection') return value.items.flatMap(namesIn)
  return value.kind === 'constant'
    ? String(value.value)
        .split(/[\s,]+/)
        .filter(Boolean)
    : []
}

/** `Step(state, reward)`, and `Step(*zip(*steps))`; undefined for anything else that is called. */
export function recordOf(type: Value, passed: Arguments, node: Call, frame: Frame): Table | undefined {
  if (type.kind !== 'instance' || type.of !== RECORD || type.fields.size === 0) return undefined
  const spread = passed.open ? spreadIn(node, frame) : undefined
  const given = (spread && partsOf(spread)) ?? passed.positional.map(({ value }) => value)
  const fields = [...type.fields.keys()].map(
    (name, index) => [name, passed.keywords.get(name)?.value ?? given[index] ?? UNKNOWN] as const,
  )
  return { kind: 'table', fields: new Map(fields) }
}
