import type { Expression } from '../../python/tree.ts'
import type { Bindings } from './bindings.ts'
import { markerOf, markerOfElse, narrowed } from './condition.ts'

/** Where an expression stands. A name is followed once in a question, so that names that refer to each other end it. */
export interface Context {
  readonly bindings: Bindings
  readonly marker: string | undefined
  readonly followed: Set<string>
}

/** Names that one question follows; more are made to exhaust the stack. */
const NAMES_LIMIT = 200

interface Followed {
  readonly value: Expression
  readonly key?: string
  readonly context: Context
}

/** What is read of everything bound to a name. */
export function follow<T>(name: string, context: Context, read: (bound: Followed) => readonly T[]): readonly T[] {
  if (context.followed.has(name) || context.followed.size === NAMES_LIMIT) return []
  context.followed.add(name)
  return (context.bindings.get(name) ?? []).flatMap(({ marker, ...bound }) =>
    read({ ...bound, context: { ...context, marker: narrowed(context.marker, marker) } }),
  )
}

/** The two sides of a conditional expression, each where it stands. */
export function choices(
  { test, then, otherwise }: Extract<Expression, { kind: 'conditional' }>,
  context: Context,
): readonly (readonly [Expression, Context])[] {
  return [
    [then, { ...context, marker: narrowed(context.marker, markerOf(test)) }],
    [otherwise, { ...context, marker: narrowed(context.marker, markerOfElse(test)) }],
  ]
}
