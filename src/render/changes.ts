import type { Comparison, FindingChange } from '../report/comparison.ts'
import type { Finding } from '../report/report.ts'

/** What a change did to findings, as lists to show. */
export interface Changes {
  readonly new: readonly Finding[]
  readonly gone: readonly Finding[]
  readonly changed: readonly Finding[]
}

/**
 * Findings that are new, gone or changed. One that has more places than before is among the new ones with those that are
 * new, and likewise among those that are gone; an edited line, which is a new place and one that is gone, is a change.
 */
export function changesOf({ findings }: Comparison): Changes {
  const { changed } = findings
  return {
    new: [...findings.new, ...changed.flatMap((change) => withSites(change.after, change, 'new', 'gone'))],
    gone: [...findings.gone, ...changed.flatMap((change) => withSites(change.before, change, 'gone', 'new'))],
    changed: changed.filter(isOtherwise).map(({ after }) => after),
  }
}

type Side = 'new' | 'gone'

function withSites(finding: Finding, { sites }: FindingChange, side: Side, other: Side): readonly Finding[] {
  return sites && sites[side].length > sites[other].length ? [{ ...finding, sites: sites[side] }] : []
}

function isOtherwise({ fields, sites }: FindingChange): boolean {
  return !sites || sites.new.length === sites.gone.length || fields.some((field) => field !== 'sites')
}
