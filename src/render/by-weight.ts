import { effects } from '../report/effects.ts'
import type { Certainty, Finding, Reach } from '../report/report.ts'

const CERTAINTIES: readonly Certainty[] = ['certain', 'likely', 'possible']
const REACHES: readonly Reach[] = ['main', 'unknown', 'optional', 'test', 'vendored']

/** Findings with those that hurt most first: by effect, then by code path, then by certainty; else as they were. */
export function byWeight(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (left, right) =>
      effects.indexOf(left.effect) - effects.indexOf(right.effect) ||
      REACHES.indexOf(left.reach) - REACHES.indexOf(right.reach) ||
      CERTAINTIES.indexOf(left.certainty) - CERTAINTIES.indexOf(right.certainty),
  )
}
