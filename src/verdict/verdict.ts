import type { Backend, Finding, Platforms, Reason, Recommendation, Status } from '../report/report.ts'

/** Most reasons given for a status; the findings hold the rest. */
const REASON_LIMIT = 8

/** Weighs findings into a status for each platform. */
export function platformsFor(findings: readonly Finding[]): Platforms {
  const metal = findings.filter(({ platform }) => platform === 'metal')
  const cuda = findings.filter(({ platform }) => platform === 'cuda')
  const fixes = metal.flatMap(({ fix, effect }) => (fix && effect !== 'info' ? [fix] : []))
  const status = statusOf(metal)
  return {
    cuda: { status: statusOf(cuda), reasons: reasonsOf(cuda) },
    metal: {
      status,
      reasons: reasonsOf(metal),
      backends: backendsOf(metal, status),
      edits: {
        automatic: fixes.filter(({ kind }) => kind === 'automatic').length,
        manual: fixes.filter(({ kind }) => kind === 'manual').length,
      },
      effort: effortOf(metal),
    },
  }
}

/** What counts for the verdict: surely or likely so, on the main path. */
function counts({ reach, certainty }: Finding): boolean {
  return (reach === 'main' || reach === 'unknown') && certainty !== 'possible'
}

function statusOf(findings: readonly Finding[]): Status {
  const main = findings.filter(counts)
  if (main.some(({ effect, fix }) => effect === 'blocks' && !fix)) return 'blocked'
  if (main.some(({ effect }) => effect === 'blocks' || effect === 'ignores-gpu')) return 'needs-edits'
  return main.some(({ effect }) => effect !== 'info') ? 'runs-degraded' : 'runs'
}

const ORDER = ['blocks', 'wrong-results', 'ignores-gpu', 'falls-back', 'degrades', 'info'] as const

function reasonsOf(findings: readonly Finding[]): Reason[] {
  const weighty = findings.filter((finding) => counts(finding) && finding.effect !== 'info')
  const sorted = weighty.toSorted(
    (a, b) => Number(a.fix !== undefined) - Number(b.fix !== undefined) || ORDER.indexOf(a.effect) - ORDER.indexOf(b.effect),
  )
  const groups = new Map<string, Finding[]>()
  for (const finding of sorted) groups.set(finding.message, [...(groups.get(finding.message) ?? []), finding])
  return [...groups].slice(0, REASON_LIMIT).map(([text, group]) => ({
    text,
    findings: group.map(({ fingerprint }) => fingerprint),
    sources: group[0]?.sources ?? [],
  }))
}

function backendsOf(findings: readonly Finding[], status: Status): Record<Backend, Status> {
  const of = (backend: Backend): Status => {
    const own = findings.filter((finding) => finding.backend === backend)
    return own.length > 0 ? statusOf(own) : 'unknown'
  }
  return { mps: status, mlx: of('mlx'), jax: of('jax'), tensorflow: of('tensorflow'), other: of('other') }
}

function effortOf(findings: readonly Finding[]): Platforms['metal']['effort'] {
  const main = findings.filter((finding) => counts(finding) && finding.effect !== 'info')
  if (main.length === 0) return 'none'
  if (main.some(({ effect, fix }) => effect === 'blocks' && !fix)) return 'unknown'
  const efforts = new Set(main.map(({ fix }) => fix?.effort ?? 'minutes'))
  return efforts.has('days') ? 'days' : efforts.has('hours') ? 'hours' : 'minutes'
}

/** A first, plain recommendation: it follows from the status alone. */
export function recommendationFor({ metal, cuda }: Platforms): Recommendation {
  if (metal.status === 'blocked') return { choice: 'cuda', certainty: 'likely', reasons: metal.reasons.slice(0, 3) }
  if (metal.status === 'unknown') return { choice: 'undecided', certainty: 'possible', reasons: metal.reasons }
  if (cuda.status === 'blocked') return { choice: 'metal', certainty: 'likely', reasons: cuda.reasons.slice(0, 3) }
  const certainty = metal.status === 'needs-edits' ? 'possible' : 'likely'
  return { choice: 'both', certainty, reasons: metal.reasons.slice(0, 3) }
}
