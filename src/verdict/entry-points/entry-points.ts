import type { AuditContext } from '../../audit/rule.ts'
import { seen } from '../../audit/seen.ts'
import type { EntryPoint, Finding } from '../../report/report.ts'
import { counts, statusOf, stopsInstalling } from '../status.ts'
import type { SignSeen } from '../workloads/signs-seen.ts'
import { type Module, type WayIn, waysIn } from './ways-in.ts'

/**
 * Each way into the project with what it reaches through imports: the work that is done there and what speaks against it
 * on a Mac. What stops the installation counts for all.
 */
export function entryPointsOf(
  context: AuditContext,
  findings: readonly Finding[],
  signs: readonly SignSeen[],
): readonly EntryPoint[] {
  const metal = findings.filter((finding) => finding.platform === 'metal' && counts(finding))
  const edges = edgesOf(context)
  const tops = importsByModule(context)
  return waysIn(context).map((way) => {
    const reached = reachedFrom(way.module, edges)
    const files = new Set([...reached].map(({ file }) => file.path))
    const imported = new Set([...reached].flatMap((module) => [...(tops.get(module) ?? [])]))
    const own = metal.filter(
      (finding) =>
        stopsInstalling(finding) ||
        finding.sites.some(({ file }) => files.has(file)) ||
        modulesOf(finding, context).some((module) => imported.has(module)),
    )
    return entryPoint(
      way,
      own,
      signs.filter(({ site }) => files.has(site.file)),
      context,
    )
  })
}

function entryPoint(
  { file, line, title }: WayIn,
  findings: readonly Finding[],
  signs: readonly SignSeen[],
  { traits }: AuditContext,
): EntryPoint {
  return {
    file,
    line,
    ...(title === undefined ? {} : { title }),
    workloads: [...new Set(signs.map(({ kind }) => kind))],
    metal: {
      status: statusOf(findings, traits.choosesMetal),
      findings: findings.map(({ fingerprint }) => fingerprint),
    },
  }
}

type Edges = ReadonlyMap<Module, readonly Module[]>

function edgesOf({ evaluation }: AuditContext): Edges {
  const edges = new Map<Module, Module[]>()
  for (const { from, to, live } of evaluation.program.imports) {
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
