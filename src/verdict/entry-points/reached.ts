/** What each way into a project reaches, through the modules that it imports. */
import { memoized } from '../../audit/memoized.ts'
import { seen } from '../../audit/observations/seen.ts'
import type { AuditContext } from '../../audit/rule.ts'
import type { Finding, Site } from '../../report/report.ts'
import { classesMade } from '../../audit/observations/classes-made.ts'
import { functionAt } from '../../audit/observations/function-at.ts'
import type { TracedFunction } from '../../trace/definition.ts'
import { rootsOfCalls } from '../../audit/reachability/roots-of-calls.ts'
import { type Module, type WayIn, waysIn } from './ways-in.ts'

export interface Reached {
  readonly way: WayIn
  readonly modules: ReadonlySet<Module>
}

export function reachedByEach(context: AuditContext): readonly Reached[] {
  return waysIn(context).map((way) => ({ way, modules: reachedFrom([way.module], context) }))
}

/** Whether a way into the project meets a finding, as far as the calls on it were read. */
export function meets(finding: Finding, reached: Reached, context: AuditContext): boolean {
  const builds = buildsOf(finding)
  const isThere = (modules: readonly Module[]): boolean => modules.some((module) => reached.modules.has(module))
  return (
    finding.sites.some((site) => comesTo(site, reached, context) !== 'no') ||
    isThere(builds.flatMap((build) => [...modulesAt([build], context), ...modulesAround(build, context)])) ||
    isThere(importersOf(finding.library, context))
  )
}

/** Whether whoever takes a way comes to a place: what stands in a function only where that is called from there. */
export function comesTo(site: Site, { way, modules }: Reached, context: AuditContext): 'surely' | 'perhaps' | 'no' {
  const module = moduleAt(context).get(site.file)
  if (!module || !modules.has(module)) return 'no'
  // What a module does when it is run by itself is nothing to those that import it.
  if (module !== way.module && site.line >= (module.scriptLine ?? Number.POSITIVE_INFINITY)) return 'no'
  const around = functionAt(context, site)
  if (!around) return 'surely'
  const roots = rootsOfCalls(around).filter((root) => modules.has(root.module))
  const isOwn = (root: Module): boolean => root === way.module
  const isMade = ({ owner }: TracedFunction): boolean =>
    !owner || [...(classesMade(context).get(owner) ?? [])].some((maker) => modules.has(maker))
  const isSure = roots.some((root) =>
    root.function
      ? root.function.reachability === 'surely' && isMade(root.function)
      : isOwn(root.module) || !root.isProgram,
  )
  if (isSure) return around.reachability === 'surely' ? 'surely' : 'perhaps'
  return roots.some((root) => root.function !== undefined) ? 'perhaps' : 'no'
}

/** The modules of which whoever reaches one meets a finding: with a place of it, beside its extension, that import its library. */
export function modulesMeeting(finding: Finding, context: AuditContext): readonly Module[] {
  const { sites, library } = finding
  const builds = buildsOf(finding)
  const placed = modulesAt([...sites.map(({ file }) => file), ...builds], context)
  return [...placed, ...builds.flatMap((build) => modulesAround(build, context)), ...importersOf(library, context)]
}

function modulesAt(files: readonly string[], context: AuditContext): readonly Module[] {
  return [...new Set(files)].flatMap((file) => moduleAt(context).get(file) ?? [])
}

/** The module of each file. */
export const moduleAt = memoized(({ trace }: AuditContext): ReadonlyMap<string, Module> => {
  return new Map(trace.modules.map((module) => [module.path, module]))
})

/** The files by which CUDA code is built that a finding is about. */
function buildsOf({ code, sites, causes }: Finding): readonly string[] {
  return code.startsWith('kernels/cuda-') ? [...new Set([...sites, ...causes].map(({ file }) => file))] : []
}

/** What a `setup.py` below the root builds is for the modules around it. */
function modulesAround(build: string, { trace }: AuditContext): readonly Module[] {
  const folder = /^(.+\/)setup\.py$/.exec(build)?.[1]
  return folder === undefined ? [] : trace.modules.filter(({ path }) => path.startsWith(folder))
}

/** The modules that import a library, as knowledge names it. */
function importersOf(library: string | undefined, context: AuditContext): readonly Module[] {
  const found = library === undefined ? undefined : context.knowledge.libraries.find(({ name }) => name === library)
  const tops = found?.imports.map((name) => name.split('.')[0] ?? name) ?? []
  const imports = tops.flatMap((top) => seen(context, 'import', top))
  return [...new Set(imports.flatMap(({ module, live }) => (live === 'no' ? [] : module)))]
}

type Edges = ReadonlyMap<Module, ReadonlySet<Module>>

const edgesOf = memoized(({ trace }: AuditContext): Edges => {
  const edges = new Map<Module, Set<Module>>()
  for (const { from, to, live } of trace.imports) {
    if (live === 'no') continue
    const known = edges.get(from)
    if (known) known.add(to)
    else edges.set(from, new Set([to]))
  }
  return edges
})

/** What modules import, directly or through others, in code that can run on a Mac, and these modules. */
export function reachedFrom(starts: Iterable<Module>, context: AuditContext): ReadonlySet<Module> {
  const edges = edgesOf(context)
  const reached = new Set(starts)
  // A set is walked in the order in which it grows.
  for (const module of reached) for (const next of edges.get(module) ?? []) reached.add(next)
  return reached
}
