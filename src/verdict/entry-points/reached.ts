/** What each way into a project reaches, through the modules that it imports. */
import type { AuditContext } from '../../audit/rule.ts'
import { seen } from '../../audit/observations/seen.ts'
import type { Finding } from '../../report/report.ts'
import { type Module, type WayIn, waysIn } from './ways-in.ts'

export interface Reached {
  readonly way: WayIn
  /** The files of the modules that it reaches. */
  readonly files: ReadonlySet<string>
  /** Top-level modules of others that these import. */
  readonly imported: ReadonlySet<string>
}

export function reachedByEach(context: AuditContext): readonly Reached[] {
  const edges = edgesOf(context)
  const tops = importsByModule(context)
  return waysIn(context).map((way) => {
    const modules = reachedFrom(way.module, edges)
    return {
      way,
      files: new Set([...modules].map(({ path }) => path)),
      imported: new Set([...modules].flatMap((module) => [...(tops.get(module) ?? [])])),
    }
  })
}

/** Whether a way in reaches what a finding is about: a place of it, the folder of an extension, an import of its library. */
export function reaches({ files, imported }: Reached, finding: Finding, context: AuditContext): boolean {
  return (
    finding.sites.some(({ file }) => files.has(file)) ||
    buildsOf(finding).some((build) => files.has(build) || isEntered(build, files)) ||
    modulesOf(finding, context).some((module) => imported.has(module))
  )
}

/** The files by which CUDA code is built that a finding is about. */
function buildsOf({ code, sites, causes }: Finding): readonly string[] {
  return code.startsWith('kernels/cuda-') ? [...sites, ...causes].map(({ file }) => file) : []
}

/** What a `setup.py` below the root builds is for the modules around it. */
function isEntered(build: string, files: ReadonlySet<string>): boolean {
  const folder = /^(.+\/)setup\.py$/.exec(build)?.[1]
  return folder !== undefined && [...files].some((file) => file.startsWith(folder))
}

type Edges = ReadonlyMap<Module, readonly Module[]>

function edgesOf({ trace }: AuditContext): Edges {
  const edges = new Map<Module, Module[]>()
  for (const { from, to, live } of trace.imports) {
    if (live === 'no') continue
    const known = edges.get(from)
    if (known) known.push(to)
    else edges.set(from, [to])
  }
  return edges
}

function reachedFrom(start: Module, edges: Edges): ReadonlySet<Module> {
  const reached = new Set([start])
  // A set is walked in the order in which it grows.
  for (const module of reached) for (const next of edges.get(module) ?? []) reached.add(next)
  return reached
}

/** Top-level modules of others that each module imports. */
function importsByModule(context: AuditContext): ReadonlyMap<Module, ReadonlySet<string>> {
  const tops = new Map<Module, Set<string>>()
  for (const { module, top, live } of seen(context, 'import')) {
    if (live !== 'no') tops.set(module, (tops.get(module) ?? new Set()).add(top))
  }
  return tops
}

/** The modules of the library that a finding is about. */
function modulesOf({ library }: Finding, { knowledge }: AuditContext): readonly string[] {
  if (library === undefined) return []
  const found = knowledge.libraries.find(({ name }) => name === library)
  return found?.imports.map((name) => name.split('.')[0] ?? name) ?? []
}
