/**
 * Modules beside the main path that cannot be imported on a Mac, since they import a library that is not to be had there: another way
 * to run the program, on NVIDIA's machines alone. No run on a Mac comes to what stands in them.
 */
import { librariesByImport } from '../../knowledge/libraries.ts'
import { statementFor } from '../../knowledge/statements.ts'
import type { ImportSeen, Observation } from '../../trace/observation.ts'
import type { Module } from '../../trace/trace.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import { remedyFor } from '../packages/remedy.ts'
import type { AuditContext, Draft } from '../rule.ts'
import { importFails, wayTo } from './import-paths.ts'
import { farthest, reachOfModule, reachOfPath } from './reach.ts'

/** What stands in such modules is possible; that the library is missing is told as surely as before. */
export function lessBehindMissingLibraries(context: AuditContext): (draft: Draft) => Draft {
  const behind = modulesBehind(context)
  return (draft) => {
    const [site] = draft.sites
    if (!site || draft.library !== undefined || !draft.sites.every(({ file }) => behind.has(file))) return draft
    const reach = farthest([draft.reach ?? reachOfPath(site.file), 'optional'])
    return { ...draft, certainty: 'possible', reach }
  }
}

const modulesBehind = memoized((context: AuditContext): ReadonlySet<string> => {
  const first = seen(context, 'import').flatMap((observation) =>
    isInTheWay(observation, context) ? observation.module : [],
  )
  const found = new Set<Module>(first)
  if (found.size === 0) return new Set()
  const importers = groupBy(
    seen(context, 'project-import').filter(
      (edge) => isOfWhole(edge) && edge.caught.length === 0 && isBeside(edge.module),
    ),
    ({ imported }) => imported,
  )
  // A set is walked in the order in which it grows.
  for (const module of found) for (const edge of importers.get(module) ?? []) found.add(edge.module)
  return new Set([...found].map(({ path }) => path))
})

/** Of what is beside the main path by its name alone, the reader may put another library in the place of one that is missing. */
function isInTheWay(observation: ImportSeen, context: AuditContext): boolean {
  if (!isOfWhole(observation) || !importFails(context, observation)) return false
  const libraries = librariesByImport(context.knowledge, observation.name)
  // A newer release can be had, which is told where an older one is asked for.
  if (libraries.some(({ metal }) => statementFor(metal, undefined, context.asOf)?.installs === true)) return false
  if (wayTo(context, observation) !== 'always' && !isStarted(observation.module)) return true
  const isBeyondRemedy = libraries.length > 0 && libraries.every((library) => !remedyFor(library, context))
  return isBeyondRemedy && isBeside(observation.module)
}

/** Whether a module is a program of its own: then it is what somebody starts. */
function isStarted({ script, trialLine }: Module): boolean {
  return script && trialLine === undefined
}

/** Whether a module does not begin without an import. */
function isOfWhole({ live, function: around, guards }: Observation): boolean {
  return live !== 'no' && !around && guards.length === 0
}

function isBeside(module: Module): boolean {
  return reachOfModule(module) === 'optional'
}
