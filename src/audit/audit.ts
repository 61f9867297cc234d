import type { Finding, Reach, Site } from '../report/report.ts'
import { reachOfSite } from './reachability/called-from-main.ts'
import { lessBehindMissingLibraries } from './reachability/behind-missing-libraries.ts'
import { lessWhereNotImported } from './reachability/not-imported.ts'
import { isBesideMainPath, placedBeside } from './reachability/beside-main-path.ts'
import { byPlace, findingsOf } from './finding/finding.ts'
import { withDistinctFingerprints } from './finding/fingerprint.ts'
import type { AuditContext, Rule } from './rule.ts'

/**
 * Asks every rule, and gives the findings in the order of their places.
 *
 * @param context - the project as seen on a Mac
 * @param onCuda - gives it as seen on Linux with CUDA; undefined where nothing can hurt there
 */
export function auditProject(
  context: AuditContext,
  rules: readonly Rule[],
  onCuda: (() => AuditContext) | undefined,
): readonly Finding[] {
  const forCuda = rules.filter(({ platform }) => platform === 'cuda')
  const findings = [
    ...findingsIn(
      context,
      rules.filter((rule) => !forCuda.includes(rule)),
    ),
    ...(onCuda && forCuda.length > 0 ? findingsIn(onCuda(), forCuda) : []),
  ]
  return withDistinctFingerprints(findings.toSorted(byPlace))
}

function findingsIn(context: AuditContext, rules: readonly Rule[]): readonly Finding[] {
  const found = rules.map((rule) => ({ rule, drafts: rule.find(context) })).filter(({ drafts }) => drafts.length > 0)
  // Of a program made for CUDA nothing is found there, and nobody needs to know how its code is reached.
  if (found.length === 0) return []
  const reachByCalls = reachOfSite(context)
  const isBeside = isBesideMainPath(context)
  const reachOf = (site: Site): Reach => {
    const reach = reachByCalls(site)
    return reach === 'main' && isBeside(site) ? 'optional' : reach
  }
  const placed = placedBeside(context)
  const unimported = lessWhereNotImported(context)
  const behind = lessBehindMissingLibraries(context)
  return found
    .flatMap(({ rule, drafts }) =>
      findingsOf(
        rule,
        drafts.map((draft) => behind(unimported(draft))),
        reachOf,
      ),
    )
    .map(placed)
}
