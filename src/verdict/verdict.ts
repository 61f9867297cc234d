import type { AuditContext } from '../audit/rule.ts'
import { effects } from '../report/effects.ts'
import type { Backend, Finding, Platforms, Reason, Recommendation, Status } from '../report/report.ts'
import { counts, isWithoutRemedy, statusOf } from './status.ts'

/** Most reasons given for a status; the findings hold the rest. */
const REASON_LIMIT = 8

const NOTHING_TO_JUDGE: Reason = {
  text: 'No Python code, requirements or CUDA sources were found that would tell.',
  findings: [],
  sources: [],
}

/** Weighs findings into a status for each platform. */
export function platformsFor(findings: readonly Finding[], context: AuditContext): Platforms {
  const metal = findings.filter(({ platform }) => platform === 'metal')
  const cuda = findings.filter(({ platform }) => platform === 'cuda')
  if (findings.length === 0 && isEmpty(context)) return unknownPlatforms()
  const fixes = metal.filter((finding) => finding.effect !== 'info').flatMap(({ fix }) => fix ?? [])
  const status = statusOf(metal, context.traits.choosesMetal)
  return {
    cuda: { status: statusOf(cuda), reasons: reasonsOf(cuda) },
    metal: {
      status,
      reasons: reasonsOf(metal),
      backends: backendsOf(metal, status, context),
      edits: {
        automatic: fixes.filter(({ kind }) => kind === 'automatic').length,
        manual: fixes.filter(({ kind }) => kind === 'manual').length,
      },
      effort: effortOf(metal, status),
    },
  }
}

/** Whether there is nothing in the project that anything here could judge. */
function isEmpty({ facts }: AuditContext): boolean {
  return [facts.modules, facts.declarations, facts.kernels, facts.builds].every((list) => list.length === 0)
}

/** What is said of a project in which there is nothing to judge. */
export function unknownPlatforms(): Platforms {
  const backends = { mps: 'unknown', mlx: 'unknown', jax: 'unknown', tensorflow: 'unknown', other: 'unknown' } as const
  const reasons = [NOTHING_TO_JUDGE]
  return {
    cuda: { status: 'unknown', reasons },
    metal: { status: 'unknown', reasons, backends, edits: { automatic: 0, manual: 0 }, effort: 'unknown' },
  }
}

/** The gravest first: what has no remedy, then by effect. */
function reasonsOf(findings: readonly Finding[]): Reason[] {
  const sorted = findings
    .filter(counts)
    .toSorted(
      (a, b) =>
        Number(isWithoutRemedy(b)) - Number(isWithoutRemedy(a)) ||
        effects.indexOf(a.effect) - effects.indexOf(b.effect),
    )
  const groups = new Map<string, Finding[]>()
  for (const finding of sorted) groups.set(finding.message, [...(groups.get(finding.message) ?? []), finding])
  return [...groups].slice(0, REASON_LIMIT).map(([text, group]) => ({
    text,
    findings: group.map(({ fingerprint }) => fingerprint),
    sources: group[0]?.sources ?? [],
  }))
}

/** A backend whose framework the code does not import is no way that the project could take today. */
function backendsOf(findings: readonly Finding[], status: Status, { traits }: AuditContext): Record<Backend, Status> {
  const of = (backend: Backend, ...modules: readonly string[]): Status => {
    const own = findings.filter((finding) => finding.backend === backend)
    return own.length > 0 || modules.some((module) => traits.imports.has(module)) ? statusOf(own) : 'unknown'
  }
  return {
    mps: traits.imports.has('torch') ? status : 'unknown',
    mlx: of('mlx', 'mlx'),
    jax: of('jax', 'jax'),
    tensorflow: of('tensorflow', 'tensorflow'),
    other: of('other'),
  }
}

function effortOf(findings: readonly Finding[], status: Status): Platforms['metal']['effort'] {
  if (status === 'blocked') return 'unknown'
  const efforts = new Set(findings.filter(counts).flatMap(({ fix }) => fix?.effort ?? []))
  return efforts.has('days') ? 'days' : efforts.has('hours') ? 'hours' : efforts.has('minutes') ? 'minutes' : 'none'
}

/** What to choose, as far as it follows from the two statuses. */
export function recommendationFor({ metal, cuda }: Platforms): Recommendation {
  if (metal.status === 'blocked') return { choice: 'cuda', certainty: 'likely', reasons: metal.reasons.slice(0, 3) }
  if (metal.status === 'unknown') return { choice: 'undecided', certainty: 'possible', reasons: metal.reasons }
  if (cuda.status === 'blocked') return { choice: 'metal', certainty: 'likely', reasons: cuda.reasons.slice(0, 3) }
  const certainty = metal.status === 'needs-edits' ? 'possible' : 'likely'
  return { choice: 'both', certainty, reasons: metal.reasons.slice(0, 3) }
}
