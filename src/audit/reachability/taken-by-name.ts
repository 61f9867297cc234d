/** Modules of which a program takes one by a name that is known only while it runs: it does without the others. */
import { isMeant, packagesOf, writtenAs } from '../../trace/module-names.ts'
import type { Module, Trace } from '../../trace/trace.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext, Draft } from '../rule.ts'
import { reachOfPath } from './reach.ts'

/** What stands in such modules alone happens to whoever asks for one of them: likely, and not certain. */
export function likelyByName({ trace }: AuditContext): (draft: Draft) => Draft {
  const paths = takenByName(trace)
  return (draft) =>
    draft.certainty === 'certain' && draft.sites.every(({ file }) => paths.has(file))
      ? { ...draft, certainty: 'likely' }
      : draft
}

/** The files of such modules and of what these alone import. */
const takenByName = memoized((trace: Trace): ReadonlySet<string> => {
  const loaders = trace.modules.filter(({ byName }) => byName)
  if (loaders.length === 0) return new Set()
  const edges = groupBy(
    trace.imports.filter(({ from, to, live }) => from !== to && live !== 'no' && reachOfPath(from.path) !== 'test'),
    ({ from }) => from,
  )
  const imported = new Set([...edges.values()].flatMap((imports) => imports.map(({ to }) => to)))
  const all = trace.modules.filter((module) => !isProgram(module) && isMeantByAny(module, loaders))
  // The only one is no choice.
  if (all.length < 2) return new Set()
  const meant = all.filter((module) => !imported.has(module))
  const surely = new Set(trace.modules.filter((module) => !imported.has(module) && !meant.includes(module)))
  // Sets are walked in the order in which they grow.
  for (const module of surely) for (const { to } of edges.get(module) ?? []) surely.add(to)
  const perhaps = new Set(meant)
  for (const module of perhaps) for (const { to } of edges.get(module) ?? []) if (!surely.has(to)) perhaps.add(to)
  return new Set([...perhaps].map(({ path }) => path))
})

/** Whether people start a module, or import it with its package; what only tries itself out is started by nobody. */
function isProgram({ script, trialLine, package: isPackage }: Module): boolean {
  return isPackage || (script && trialLine === undefined)
}

function isMeantByAny(module: Module, loaders: readonly Module[]): boolean {
  const written = writtenAs(module.name)
  return loaders.some((loader) => {
    const { byName, path } = loader
    if (!byName || loader === module) return false
    // A package that goes through its own folder takes all that is there.
    if (byName.folder && loader.package && module.path.startsWith(path.replace(/[^/]*$/, ''))) return false
    return (
      isMeant(module, written, byName, path) ||
      (byName.folder && packagesOf(module.name).some((name) => byName.names.has(name)))
    )
  })
}
