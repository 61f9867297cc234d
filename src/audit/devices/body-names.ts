/** What functions say, told by the names in their code alone: of most lines no more is kept. */
import type { TracedClass, TracedFunction } from '../../trace/definition.ts'
import type { Module } from '../../trace/trace.ts'
import { functionsWhere, hashOf, type WordsOfFunction } from '../../trace/words.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'

/** Names that are looked for, as their hashes. */
export type Wanted = ReadonlySet<number>

export function wanted(names: Iterable<string>): Wanted {
  return new Set([...names].map(hashOf))
}

/** Whether the code of a function has one of these names in it. */
export function bodyHas({ module, at }: TracedFunction, names: Wanted): boolean {
  return haveOneOf(bodiesOf(module).byPlace.get(at), names)
}

/** Whether the code of a class's own methods has one of these names in it. */
export function methodsHave({ module, at }: TracedClass, names: Wanted): boolean {
  return haveOneOf(bodiesOf(module).byOuter.get(at), names)
}

const bodiesOf = memoized(({ words }: Module) => {
  const bodies = functionsWhere(words.bodies, () => true)
  return { byPlace: groupBy(bodies, ({ at }) => at), byOuter: groupBy(bodies, ({ within }) => within) }
})

function haveOneOf(bodies: readonly WordsOfFunction[] = [], names: Wanted): boolean {
  return bodies.some((body) => body.names.some((hash) => names.has(hash)))
}
