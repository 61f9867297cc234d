/** Where values were written down. */
import type { Place } from '../../trace/place.ts'
import { siteOfPlace } from '../../trace/site.ts'
import type { Module } from '../../trace/trace.ts'
import { options, type Value } from '../../trace/value.ts'
import type { Site } from '../../report/report.ts'
import { groupBy } from '../group-by.ts'
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
  const around = innermost(givingIn(context)(origin.module), origin)
  if (!around) return valueSite(origin)
  const site = around.of === 'argument' ? argumentSite(origin, around) : declarationSite(origin, around)
  return site.line === siteOfPlace(origin).line ? site : valueSite(origin)
}

/** Code of one module that gives a value to a parameter of what is called, or to a name. */
function giving(context: AuditContext, module: Module): NestedSpans<'argument' | 'declaration'> {
  const { calls, declared, ofOptions } = givingByModule(context)
  const passed = (calls.get(module) ?? []).flatMap(({ node }) =>
    node.arguments.map((argument) => ({
      place: { module, at: argument.at, end: argument.end },
      of: ofOptions.has(argument) ? ('declaration' as const) : ('argument' as const),
    })),
  )
  const named = (declared.get(module) ?? []).map(({ node }) => ({
    place: { module, at: node.at, end: node.end },
    of: 'declaration' as const,
  }))
  return nestedSpans([...passed, ...named])
}

/** A module is asked about once it has a finding; most have none. */
const givingIn = memoized((context: AuditContext) => {
  const known = new Map<Module, NestedSpans<'argument' | 'declaration'>>()
  return (module: Module) => {
    const spans = known.get(module) ?? giving(context, module)
    known.set(module, spans)
    return spans
  }
})

const givingByModule = memoized((context: AuditContext) => ({
  calls: groupBy(context.index.byKind.call, ({ module }) => module),
  declared: groupBy([...seen(context, 'assignment'), ...seen(context, 'default')], ({ module }) => module),
  ofOptions: new Set(seen(context, 'option').flatMap(({ defaultArgument }) => defaultArgument ?? [])),
}))
