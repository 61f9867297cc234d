import type { Comparison, FindingChange } from '../report/comparison.ts'
import type { Finding } from '../report/report.ts'
import { sitesChange } from './sites-change.ts'

/** What a reader sees of a finding, besides its places; those move with every edit above them. */
const FIELDS = ['effect', 'certainty', 'reach', 'message', 'fix'] as const satisfies readonly (keyof Finding)[]

/**
 * By what a finding is found again, the surest first: an edit of a line that is a finding by itself makes a new fingerprint,
 * and so do other versions of this program.
 */
const KEYS: readonly ((finding: Finding) => string)[] = [
  ({ fingerprint }) => fingerprint,
  (finding) => JSON.stringify([kindOf(finding), finding.sites[0]?.excerpt]),
  kindOf,
]

/** Finds the findings of one run again in another; of several that fit, those in the order of their places. */
export function matched(before: readonly Finding[], after: readonly Finding[]): Comparison['findings'] {
  const pairs = new Map<Finding, Finding>()
  let left = before
  for (const keyOf of KEYS) left = pair(left, after, keyOf, pairs)
  const changed = after.flatMap((finding) => {
    const earlier = pairs.get(finding)
    return earlier ? changeOf(earlier, finding) : []
  })
  return {
    new: after.filter((finding) => !pairs.has(finding)),
    gone: left,
    changed,
    same: pairs.size - changed.length,
  }
}

/** Adds the pairs of those findings that have no partner yet and are the same by a key. Gives what is left of `before`. */
function pair(
  before: readonly Finding[],
  after: readonly Finding[],
  keyOf: (finding: Finding) => string,
  pairs: Map<Finding, Finding>,
): readonly Finding[] {
  const waiting = new Map<string, Finding[]>()
  for (const finding of after.filter((one) => !pairs.has(one)).toReversed()) {
    const key = keyOf(finding)
    const own = waiting.get(key)
    if (own) own.push(finding)
    else waiting.set(key, [finding])
  }
  return before.filter((finding) => {
    const partner = waiting.get(keyOf(finding))?.pop()
    if (partner) pairs.set(partner, finding)
    return !partner
  })
}

function kindOf({ code, platform, sites }: Finding): string {
  return JSON.stringify([code, platform, sites[0]?.file])
}

/** Nothing where only the places moved. */
function changeOf(before: Finding, after: Finding): readonly FindingChange[] {
  const fields: (keyof Finding)[] = FIELDS.filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  )
  const sites = sitesChange(before.sites, after.sites)
  if (sites.new.length + sites.gone.length === 0) return fields.length === 0 ? [] : [{ before, after, fields }]
  return [{ before, after, fields: [...fields, 'sites'], sites }]
}
