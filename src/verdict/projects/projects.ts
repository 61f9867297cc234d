import type { AuditContext } from '../../audit/rule.ts'
import { dependenciesOf } from '../../audit/packages/dependencies.ts'
import type { Finding, Platforms, Project, Status } from '../../report/report.ts'
import { withRarelyReachedAside } from '../entry-points/rarely-reached.ts'
import { reachedByEach } from '../entry-points/reached.ts'
import { platformsFor } from '../platforms.ts'
import { evidenceOf, recommend } from '../recommend/recommendation.ts'
import { undecidedIn } from '../undecided.ts'
import { signsSeen } from '../workloads/signs-seen.ts'
import { workloadsOf } from '../workloads/workloads.ts'
import { type Part, partsOf } from './parts.ts'

/** From what cannot be mended to what needs nothing. */
const WORST_FIRST: readonly Status[] = ['blocked', 'needs-edits', 'unknown', 'runs-degraded', 'runs']

/** A verdict for each project of a repository, worst first; none where it is one project. */
export function projectsOf(context: AuditContext, findings: readonly Finding[]): readonly Project[] {
  return partsOf(context, findings).map(judged).toSorted(worstFirst)
}

function judged({ root, context, findings: all }: Part): Project {
  const signs = signsSeen(context)
  const ways = reachedByEach(context)
  const findings = withRarelyReachedAside(all, ways, signs, context)
  const undecided = undecidedIn(findings, context)
  const platforms = platformsFor(findings, context, { ways, undecided })
  const workloads = workloadsOf(signs, context)
  const evidence = evidenceOf({ findings, workloads, dependencies: dependenciesOf(context), platforms })
  return {
    root: root.folder === '' ? '.' : root.folder.slice(0, -1),
    ...(root.name === undefined ? {} : { name: root.name }),
    platforms,
    undecided,
    recommendation: recommend(context.knowledge.considerations, evidence, platforms),
    findings: findings.map(({ fingerprint }) => fingerprint),
  }
}

function worstFirst(a: Project, b: Project): number {
  return (
    WORST_FIRST.indexOf(a.platforms.metal.status) - WORST_FIRST.indexOf(b.platforms.metal.status) ||
    b.platforms.metal.reasons.length - a.platforms.metal.reasons.length ||
    (a.root < b.root ? -1 : 1)
  )
}

/**
 * What is said of a repository of several projects: on each platform the status of the worst of them, with the reasons for it;
 * the edits are those of all.
 */
export function ofWorst(whole: Platforms, projects: readonly Project[]): Platforms {
  const [worst] = projects
  if (!worst) return whole
  const { status, reasons, backends } = worst.platforms.metal
  const byCuda = projects.map(({ platforms: { cuda } }) => cuda)
  const cuda = byCuda.toSorted((a, b) => WORST_FIRST.indexOf(a.status) - WORST_FIRST.indexOf(b.status))[0]
  const effort = status === 'blocked' ? 'unknown' : whole.metal.effort
  return { cuda: cuda ?? whole.cuda, metal: { ...whole.metal, status, reasons, backends, effort } }
}
