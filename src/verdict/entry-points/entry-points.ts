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
  const ownerOf = ownersAmong(projects)
  const works = worksOf(signs, context)
  const stopsAt = stopsAtWays(context)
  return ways.map((reached) => {
    const { way, modules } = reached
    const owner = ownerOf(way.file)
    const own = counting.filter((finding) => owner.isStoppedBy(finding) || meets(finding, reached, context))
    const choosesMetal = owner.choosesMetal ?? context.traits.choosesMetal
    const metal = own.filter(({ platform }) => platform === 'metal')
    const cuda = own.filter(({ platform }) => platform === 'cuda')
    return {
      file: way.file,
      line: way.line,
      ...(way.title === undefined ? {} : { title: way.title }),
      workloads: [...new Set(works.filter(({ module }) => modules.has(module)).map(({ kind }) => kind))],
      metal: {
        status: statusOf(metal, choosesMetal ? (finding) => stopsAt(finding, reached) : undefined),
        findings: fingerprintsOf(metal),
      },
      cuda: { status: statusOf(cuda), findings: fingerprintsOf(cuda) },
    }
  })
}

interface Owner {
  /** Whether a finding stops the installation of what a way into it belongs to. */
  readonly isStoppedBy: (finding: Finding) => boolean
  /** Undefined where the repository is one project. */
  readonly choosesMetal?: boolean | undefined
}

/** Gives the project that a file belongs to, the innermost of several. */
function ownersAmong(projects: readonly Project[]): (file: string) => Owner {
  const owners = projects
    .toSorted((a, b) => b.root.length - a.root.length)
    .map(({ root, platforms, findings }) => {
      const own = new Set(findings)
      return {
        holds: (file: string) => root === '.' || file.startsWith(`${root}/`),
        isStoppedBy: (finding: Finding) => stopsInstalling(finding) && own.has(finding.fingerprint),
        choosesMetal: platforms.metal.chosen,
      }
    })
  const none: Owner = { isStoppedBy: stopsInstalling }
  return (file) => owners.find(({ holds }) => holds(file)) ?? none
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
