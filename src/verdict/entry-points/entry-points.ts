import type { AuditContext } from '../../audit/rule.ts'
import type { EntryPoint, Finding, WorkloadKind } from '../../report/report.ts'
import { stopsAtWays } from '../at-home.ts'
import { counts, statusOf, stopsInstalling } from '../status.ts'
import type { SignSeen } from '../workloads/signs-seen.ts'
import { meets, moduleAt, type Reached } from './reached.ts'
import type { Module } from './ways-in.ts'

/**
 * Each way into the project with what it reaches through imports: the work that is done there and what speaks against it
 * on a Mac. What stops the installation counts for all.
 */
export function entryPointsOf(
  context: AuditContext,
  ways: readonly Reached[],
  findings: readonly Finding[],
  signs: readonly SignSeen[],
): readonly EntryPoint[] {
  const metal = findings.filter((finding) => finding.platform === 'metal' && counts(finding))
  const works = worksOf(signs, context)
  const stopsAt = stopsAtWays(context)
  return ways.map((reached) => {
    const { way, modules } = reached
    const own = metal.filter((finding) => stopsInstalling(finding) || meets(finding, reached, context))
    return {
      file: way.file,
      line: way.line,
      ...(way.title === undefined ? {} : { title: way.title }),
      workloads: [...new Set(works.filter(({ module }) => modules.has(module)).map(({ kind }) => kind))],
      metal: {
        status: statusOf(own, context.traits.choosesMetal ? (finding) => stopsAt(finding, reached) : undefined),
        findings: own.map(({ fingerprint }) => fingerprint),
      },
    }
  })
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
