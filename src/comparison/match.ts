import type { Comparison, FindingChange } from '../report/comparison.ts'
import type { Finding } from '../report/report.ts'

/** What a reader sees of a finding, besides its places; those move with every edit above them. */
const FIELDS = ['effect', 'certainty', 'reach', 'message', 'fix'] as const satisfies readonly (keyof Finding)[]

/**
 * Finds the findings of one run again in another: by fingerprint, and of the rest those of the same kind in the same
 * file, in their order, since an edit of the line itself makes a new fingerprint.
 */
export function matched(before: readonly Finding[], after: readonly Finding[]): Comparison['findings'] {
  const byFingerprint = new Map(before.map((finding) => [finding.fingerprint, finding]))
  const fingerprints = new Set(after.map(({ fingerprint }) => fingerprint))
  const left = byKind(before.filter(({ fingerprint }) => !fingerprints.has(fingerprint)))
  const pairs = after.map((finding) => {
    const earlier = byFingerprint.get(finding.fingerprint) ?? left.get(kindOf(finding))?.shift()
    return { before: earlier, after: finding }
  })
  const changed = pairs.flatMap((pair) => (pair.before ? changeOf(pair.before, pair.after) : []))
  const added = pairs.filter((pair) => !pair.before).map((pair) => pair.after)
  return {
    new: added,
    gone: [...left.values()].flat(),
    changed,
    same: after.length - added.length - changed.length,
  }
}

function byKind(findings: readonly Finding[]): ReadonlyMap<string, Finding[]> {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const group = groups.get(kindOf(finding))
    if (group) group.push(finding)
    else groups.set(kindOf(finding), [finding])
  }
  return groups
}

function kindOf({ code, platform, sites }: Finding): string {
  return JSON.stringify([code, platform, sites[0]?.file])
}

/** Nothing where only the places moved. */
function changeOf(before: Finding, after: Finding): readonly FindingChange[] {
  const fields: (keyof Finding)[] = FIELDS.filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  )
  if (before.fingerprint !== after.fingerprint) fields.push('sites')
  return fields.length === 0 ? [] : [{ before, after, fields }]
}
