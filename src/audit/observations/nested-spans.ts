/** Ranges of code of which any two are apart or one is within the other, as those of syntax are. */
import type { Place } from '../../trace/place.ts'
import type { Span } from '../../trace/syntax.ts'
import type { Module } from '../../trace/trace.ts'
import { groupBy } from '../group-by.ts'

/** A range with something that is said of it. */
interface Nested<Of> extends Span {
  readonly of: Of
  /** The next wider one. */
  readonly around: Nested<Of> | undefined
}

/** The ranges of each module, in the order of its code. */
export type NestedSpans<Of> = ReadonlyMap<Module, readonly Nested<Of>[]>

/** Sorts ranges, so that those around a place are found without looking at all. */
export function nestedSpans<Of>(ranges: readonly { readonly place: Place; readonly of: Of }[]): NestedSpans<Of> {
  const spans = new Map<Module, readonly Nested<Of>[]>()
  for (const [module, own] of groupBy(ranges, ({ place }) => place.module)) spans.set(module, nested(own))
  return spans
}

function nested<Of>(ranges: readonly { readonly place: Place; readonly of: Of }[]): readonly Nested<Of>[] {
  const spans: Nested<Of>[] = []
  for (const { place, of } of ranges.toSorted(({ place: a }, { place: b }) => a.at - b.at || b.end - a.end)) {
    let around = spans.at(-1)
    while (around && around.end < place.end) around = around.around
    spans.push({ at: place.at, end: place.end, of, around })
  }
  return spans
}

/** The narrowest range around a place. */
export function innermost<Of>(spans: NestedSpans<Of>, { module, at, end }: Place): Nested<Of> | undefined {
  const own = spans.get(module) ?? []
  let low = 0
  let high = own.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((own[middle]?.at ?? 0) <= at) low = middle + 1
    else high = middle
  }
  let found = own[low - 1]
  while (found && found.end < end) found = found.around
  return found
}
