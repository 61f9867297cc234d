import type { Finding } from '../report/report.ts'
import { reachOfSite } from './reachability/called-from-main.ts'
import { placedBeside } from './reachability/beside-main-path.ts'
import { byPlace, findingsOf } from './finding/finding.ts'
import { withDistinctFingerprints } from './finding/fingerprint.ts'
import type { AuditContext, Rule } from './rule.ts'

/** Asks every rule, and gives the findings in the order of their places. */
export function auditProject(context: AuditContext, rules: readonly Rule[]): readonly Finding[] {
  const reachOf = reachOfSite(context)
  const findings = rules.flatMap((rule) => findingsOf(rule, rule.find(context), reachOf)).map(placedBeside(context))
  return withDistinctFingerprints(findings.toSorted(byPlace))
}
