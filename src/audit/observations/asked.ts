import type { Kind, ObservationIndex, Positions } from './observation-index.ts'

/** Names that are asked for: one by itself, those of a pattern, or those of which a function says so. */
export type Name = string | RegExp | ((name: string) => boolean)

/** Calls that are asked for: by name, by a keyword that they are given, or methods by what made their object. */
export type AskedCall = Name | { readonly given: Name } | { readonly on: Name }

/** The name under which the project's own functions and classes are called, and what nothing is known of. */
export const WITHOUT_NAME = ''

/**
 * Where the observations of a kind stand of which at least one thing asked for is true, each once and in order. A pattern is
 * looked for in each distinct name, of which there are some thousand, and not in each observation.
 */
export function positionsOf(
  kind: Kind,
  asked: readonly AskedCall[],
  { named, given, on }: ObservationIndex,
): readonly number[] {
  const lists = asked.flatMap((one) => {
    if (typeof one !== 'object' || one instanceof RegExp) return positionsUnder(one, named.get(kind))
    return 'given' in one ? positionsUnder(one.given, given) : positionsUnder(one.on, on)
  })
  const [only = [], ...others] = lists
  return others.length === 0 ? only : [...new Set(lists.flat())].toSorted((a, b) => a - b)
}

/** The lists of positions under the names asked for. */
function positionsUnder(name: Name, positions: Positions = new Map()): readonly (readonly number[])[] {
  if (typeof name === 'string') return [positions.get(name) ?? []]
  const isAskedFor = name instanceof RegExp ? (own: string): boolean => name.test(own) : name
  return [...positions].flatMap(([own, list]) => (isAskedFor(own) ? [list] : []))
}
