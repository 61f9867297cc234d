import type { Consideration } from '../../knowledge/knowledge.ts'
import type { Platforms, Reason, Recommendation, Report, SpokenConsideration } from '../../report/report.ts'
import type { Evidence } from '../evidence.ts'
import type { Needs } from '../../report/needs.ts'
import { consider } from './consider.ts'
import { weigh } from './weigh.ts'
import { wouldChange } from './would-change.ts'

/** Reasons given for a recommendation; the considerations have the rest. */
const REASON_LIMIT = 3

/** The parts of a Report that a recommendation is made from. */
export type Judged = Pick<Report, 'findings' | 'workloads' | 'dependencies' | 'platforms'>

/**
 * What to choose for a project, for a person's needs, or for both together: the same from the same, since it follows
 * from a table of considerations and nothing else.
 */
export function recommend(table: readonly Consideration[], evidence: Evidence, platforms?: Platforms): Recommendation {
  const considerations = consider(table, evidence)
  const { choice, certainty, blocked } = weigh(evidence, considerations)
  const grounds = blocked ?? (choice === 'undecided' ? 'metal' : undefined)
  const reasons = grounds && platforms ? platforms[grounds].reasons : considerations.map(reasonOf)
  return {
    choice,
    certainty,
    reasons: reasons.slice(0, REASON_LIMIT),
    considerations,
    wouldChange: wouldChange(table, evidence, choice),
  }
}

/** What an audit found, as evidence. */
export function evidenceOf({ findings, workloads, dependencies, platforms }: Judged, needs?: Needs): Evidence {
  const { backends, home, status, effort, chosen = false } = platforms.metal
  const own = { metal: status, cuda: platforms.cuda.status, backends, effort, choosesMetal: chosen }
  return {
    findings,
    workloads,
    dependencies,
    project: home === undefined ? own : { ...own, home },
    ...(needs ? { needs } : {}),
  }
}

function reasonOf({ text, findings, sources }: SpokenConsideration): Reason {
  return { text, findings, sources }
}
