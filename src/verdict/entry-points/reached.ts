/** What each way into a project reaches, through the modules that it imports. */
import { memoized } from '../../audit/memoized.ts'
import { seen } from '../../audit/observations/seen.ts'
import type { AuditContext } from '../../audit/rule.ts'
import type { Finding } from '../../report/report.ts'
import { type Module, type WayIn, waysIn } from './ways-in.ts'

export interface Reached {
  readonly way: WayIn
  readonly modules: ReadonlySet<Module>
}

export function reachedByEach(context: AuditContext): readonly Reached[] {
  const edges = edgesOf(context)
  return waysIn(context).map((way) => ({ way, modules: reachedFrom(way.module, edges) }))
}

/** The modules of which whoever reaches one meets a finding: with a place of it, beside its extension, that import its library. */
export function modulesMeeting(finding: Finding, context: AuditContext): readonly Module[] {
  const { sites, library } = finding
  const builds = buildsOf(finding)
  const files = new Set([...sites.map(({ file }) => file), ...builds])
  const placed = [...files].flatMap((file) => moduleAt(context).get(file) ?? [])
  return [...placed, ...builds.flatMap((build) => modulesAround(build, context)), ...importersOf(library, context)]
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

function edgesOf({ trace }: AuditContext): Edges {
  const edges = new Map<Module, Set<Module>>()
  for (const { from, to, live } of trace.imports) {
    if (live === 'no') continue
    const known = edges.get(from)
    if (known) known.add(to)
    else edges.set(from, new Set([to]))
  }
  return edges
}

function reachedFrom(start: Module, edges: Edges): ReadonlySet<Module> {
  const reached = new Set([start])
  // A set is walked in the order in which it grows.
  for (const module of reached) for (const next of edges.get(module) ?? []) reached.add(next)
  return reached
}
