/** Where values were written down. */
import type { Place } from '../../trace/place.ts'
import { siteOfPlace } from '../../trace/site.ts'
import { options, type Value } from '../../trace/value.ts'
import type { Site } from '../../report/report.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'
import { innermost, type NestedSpans, nestedSpans } from './nested-spans.ts'
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
  const around = innermost(giving(context), origin)
  if (!around) return valueSite(origin)
  const site = around.of === 'argument' ? argumentSite(origin, around) : declarationSite(origin, around)
  return site.line === siteOfPlace(origin).line ? site : valueSite(origin)
}

/** Code that gives a value to a parameter of what is called, or to a name. */
const giving = memoized((context: AuditContext): NestedSpans<'argument' | 'declaration'> => {
  const ofOptions = new Set(seen(context, 'option').flatMap(({ defaultArgument }) => defaultArgument ?? []))
  const passed = context.index.byKind.call.flatMap(({ module, node }) =>
    node.arguments.map((argument) => ({
      place: { module, at: argument.at, end: argument.end },
      of: ofOptions.has(argument) ? ('declaration' as const) : ('argument' as const),
    })),
  )
  const declared = [...seen(context, 'assignment'), ...seen(context, 'default')].map(({ module, node }) => ({
    place: { module, at: node.at, end: node.end },
    of: 'declaration' as const,
  }))
  return nestedSpans([...passed, ...declared])
})
