/** Where values were written down. */
import type { Place } from '../../trace/place.ts'
import { siteOfPlace } from '../../trace/site.ts'
import type { Span } from '../../trace/syntax.ts'
import type { Module } from '../../trace/trace.ts'
import { options, type Value } from '../../trace/value.ts'
import type { Site } from '../../report/report.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'
import { seen } from './seen.ts'
import { argumentSite, declarationSite, type SiteInRole, valueSite } from './sites.ts'

/** The places where the alternatives of a value were written down. */
export function originsOf(value: Value): readonly Place[] {
  return options(value).flatMap(({ origin }) => origin ?? [])
}

/** The same as sites: what leads to a finding. */
export function originSites(value: Value): readonly Site[] {
  return originsOf(value).map(siteOfPlace)
}

/**
 * The site of a value where it was written down: the argument, assignment, parameter or field that gives it on the same
 * line, or the value alone, such as one that is returned.
 */
export function writtenSite(origin: Place, context: AuditContext): SiteInRole {
  const { line } = siteOfPlace(origin)
  const around = innermost(givingSpans(context).get(origin.module) ?? [], origin)
  if (!around) return valueSite(origin)
  const site = around.isArgument ? argumentSite(origin, around) : declarationSite(origin, around)
  return site.line === line ? site : valueSite(origin)
}

/** Code that gives a value: to a parameter of what is called, or to a name. */
interface Giving extends Span {
  readonly isArgument: boolean
  /** The next wider one around it. */
  around?: Giving
}

/** By module, each list in the order of the code. */
const givingSpans = memoized((context: AuditContext): ReadonlyMap<Module, readonly Giving[]> => {
  const ofOptions = new Set(seen(context, 'option').flatMap(({ defaultArgument }) => defaultArgument ?? []))
  const spans = new Map<Module, Giving[]>()
  const add = (module: Module, { at, end }: Span, isArgument: boolean): void => {
    const own = spans.get(module)
    if (own) own.push({ at, end, isArgument })
    else spans.set(module, [{ at, end, isArgument }])
  }
  for (const { module, node } of seen(context, 'call'))
    for (const argument of node.arguments) add(module, argument, !ofOptions.has(argument))
  for (const { module, node } of [...seen(context, 'assignment'), ...seen(context, 'default')]) add(module, node, false)
  for (const own of spans.values()) nest(own)
  return spans
})

/** Sorts spans, of which any two are apart or one is within the other, and tells each what is around it. */
function nest(spans: Giving[]): void {
  spans.sort((a, b) => a.at - b.at || b.end - a.end)
  let around: Giving | undefined
  for (const span of spans) {
    while (around && around.end < span.end) around = around.around
    if (around) span.around = around
    around = span
  }
}

/** The narrowest span around a place. */
function innermost(spans: readonly Giving[], { at, end }: Span): Giving | undefined {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.at ?? 0) <= at) low = middle + 1
    else high = middle
  }
  let found = spans[low - 1]
  while (found && found.end < end) found = found.around
  return found
}
