/** Code in folders that are beside the main path by their names, and that the main path comes to all the same. */
import type { TracedFunction } from '../../trace/definition.ts'
import type { Observation } from '../../trace/observation.ts'
import type { Module } from '../../trace/trace.ts'
import type { Reach, Site } from '../../report/report.ts'
import { unparse } from '../../trace/unparse.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { isCaught } from '../devices/exceptions.ts'
import { functionAt } from '../observations/function-at.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'
import { reachOfModule, reachOfPath } from './reach.ts'

/** The code path that an observation is on: what the main program calls is part of it, whatever the folder is called. */
export function reachOfCode(context: AuditContext, { module, function: around }: Observation): Reach {
  const reach = reachOfModule(module)
  return reach !== 'main' && entered(context).has(module) && isCalled(around) ? 'main' : reach
}

/** The same of a place in a file. */
export function reachOfSite(context: AuditContext): (site: Site) => Reach {
  const modules = new Map([...entered(context)].map((module) => [module.path, module]))
  return (site) => {
    const { file, line } = site
    const reach = reachOfPath(file)
    const module = reach === 'main' ? undefined : modules.get(file)
    if (!module || line >= (module.scriptLine ?? Number.POSITIVE_INFINITY)) return reach
    return isCalled(functionAt(context, site)) ? 'main' : reach
  }
}

/** The modules of such folders that code of the main path imports, and what these import there. */
const entered = memoized((context: AuditContext): ReadonlySet<Module> => {
  const doneWithout = importsDoneWithout(context)
  const edges = groupBy(
    context.trace.imports.filter(
      ({ from, to, live }) =>
        live === 'yes' && from !== to && isAside(to) && !doneWithout.has(`${from.path}\0${to.path}`),
    ),
    ({ from }) => from,
  )
  const found = new Set<Module>()
  for (const [from, imports] of edges) if (!isAside(from)) for (const { to } of imports) found.add(to)
  // A set is walked in the order in which it grows.
  for (const module of found) for (const { to } of edges.get(module) ?? []) found.add(to)
  return found
})

/** The imports whose failing is caught wherever they stand: what they bring in, the main path does without. */
function importsDoneWithout(context: AuditContext): ReadonlySet<string> {
  const found = new Map<string, boolean>()
  for (const edge of seen(context, 'project-import')) {
    const key = `${edge.module.path}\0${edge.imported.path}`
    found.set(key, (found.get(key) ?? true) && isCaught(edge, 'ImportError'))
  }
  return new Set([...found].flatMap(([key, isAll]) => (isAll ? key : [])))
}

function isAside(module: Module): boolean {
  return reachOfModule(module) !== 'main'
}

/** Longest chain of calls that is followed. */
const CALLS_LIMIT = 4

/**
 * Whether the main path calls a function, as far as calls of it were read; what stands in none is run by an import. One no
 * call of which was read is called where the main path imports it by its name; copies of other projects and tests have many
 * that nobody calls.
 */
function isCalled(around: TracedFunction | undefined, depth = 0): boolean {
  if (!around || depth > CALLS_LIMIT) return true
  if (around.reachability === 'never') return false
  const { live, importers } = around.calls
  if (live.length === 0)
    return reachOfModule(around.module) === 'optional' || importers.some((module) => !isAside(module))
  return live.some(({ module, function: from, guards }) => {
    if (reachOfModule(module) === 'main') return true
    return from ? isCalled(from, depth + 1) : !guards.some(({ test }) => unparse(test).includes('__name__'))
  })
}
