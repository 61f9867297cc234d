import type { AuditContext } from '../../audit/rule.ts'
import type { EntryPoint, Finding, Project, WorkloadKind } from '../../report/report.ts'
import { stopsAtWays } from '../at-home.ts'
import { counts, statusOf, stopsInstalling } from '../status.ts'
import type { SignSeen } from '../workloads/signs-seen.ts'
import { meets, moduleAt, type Reached } from './reached.ts'
import type { Module } from './ways-in.ts'

/** What was found in a repository, and its projects where it holds several. */
interface Found {
  readonly findings: readonly Finding[]
  readonly signs: readonly SignSeen[]
  readonly projects: readonly Project[]
}

/**
 * Each way into the project with what it reaches through imports: the work that is done there and what speaks against it
 * on each platform. What stops the installation counts for all; of several projects, for those of the one that it stops.
 */
export function entryPointsOf(
  context: AuditContext,
  ways: readonly Reached[],
  { findings, signs, projects }: Found,
): readonly EntryPoint[] {
  const counting = findings.filter(counts)
  const stopsBefore = installationsOf(projects)
  const works = worksOf(signs, context)
  const stopsAt = stopsAtWays(context)
  return ways.map((reached) => {
    const { way, modules } = reached
    const own = counting.filter((finding) => stopsBefore(finding, way.file) || meets(finding, reached, context))
    const metal = own.filter(({ platform }) => platform === 'metal')
    const cuda = own.filter(({ platform }) => platform === 'cuda')
    return {
      file: way.file,
      line: way.line,
      ...(way.title === undefined ? {} : { title: way.title }),
      workloads: [...new Set(works.filter(({ module }) => modules.has(module)).map(({ kind }) => kind))],
      metal: {
        status: statusOf(metal, context.traits.choosesMetal ? (finding) => stopsAt(finding, reached) : undefined),
        findings: fingerprintsOf(metal),
      },
      cuda: { status: statusOf(cuda), findings: fingerprintsOf(cuda) },
    }
  })
}

/** Tells which findings stop the installation of what a file belongs to. */
function installationsOf(projects: readonly Project[]): (finding: Finding, file: string) => boolean {
  const inner = projects.toSorted((a, b) => b.root.length - a.root.length)
  const found = new Map(projects.map((project) => [project, new Set(project.findings)]))
  return (finding, file) => {
    if (!stopsInstalling(finding)) return false
    const owner = inner.find(({ root }) => root === '.' || file.startsWith(`${root}/`))
    return owner === undefined || (found.get(owner)?.has(finding.fingerprint) ?? false)
  }
}

function fingerprintsOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ fingerprint }) => fingerprint)
}

/** A kind of work that is done in a module. */
interface Work {
  readonly module: Module
  readonly kind: WorkloadKind
}

/** Each kind of work once for each module, in the order of its first sign. */
function worksOf(signs: readonly SignSeen[], context: AuditContext): readonly Work[] {
  const works = new Map<string, Work>()
  for (const { kind, site } of signs) {
    const module = moduleAt(context).get(site.file)
    const key = `${kind} ${site.file}`
    if (module && !works.has(key)) works.set(key, { module, kind })
  }
  return [...works.values()]
}
