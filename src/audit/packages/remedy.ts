import type { Alternative, Library } from '../../knowledge/knowledge.ts'
import type { Source } from '../../report/report.ts'
import type { AuditContext, ManualFix } from '../rule.ts'

/** What can be used instead of a library, as a fix and with its sources. */
export interface Remedy {
  readonly fix: ManualFix
  readonly sources: readonly Source[]
}

/**
 * The least laborious answer to a library that does not work on Metal. What takes days is another program rather than a
 * fix of this one, and is not given.
 */
export function remedyFor(library: Library, { asOf }: AuditContext): Remedy | undefined {
  const known = library.alternatives.filter(({ from = '', to }) => from <= asOf && (to === undefined || asOf < to))
  const best = known.find(({ effort }) => effort === 'minutes') ?? known.find(({ effort }) => effort === 'hours')
  return best && { fix: { kind: 'manual', effort: best.effort, summary: summaryOf(best) }, sources: best.sources }
}

function summaryOf({ use, when, keeps, loses }: Alternative): string {
  const answer = when === undefined ? `In its place: ${use}.` : `In its place, when ${when}: ${use}.`
  return [
    answer,
    ...(keeps === undefined ? [] : [`Kept: ${keeps}`]),
    ...(loses === undefined ? [] : [`Lost: ${loses}`]),
  ].join(' ')
}
