import { effects } from '../../report/effects.ts'
import type { Certainty, Effect, Finding, Fix } from '../../report/report.ts'
import { EFFECT_WORDS } from '../words.ts'

/** Findings of one kind that do the same, shown once. */
export interface Group {
  readonly code: string
  readonly platform: Finding['platform']
  readonly effect: Effect
  /** The surest of them. */
  readonly certainty: Certainty
  readonly findings: readonly Finding[]
  /** Lines that would have to change. */
  readonly places: number
  /** The fix of all of them; absent where they differ. */
  readonly fix: Fix | undefined
}

const CERTAINTIES: readonly Certainty[] = ['certain', 'likely', 'possible']

/**
 * Findings by platform, code and what they do, those that hurt most first. What is only possible is apart: what a heading says holds
 * for all that is below it.
 */
export function grouped(findings: readonly Finding[]): readonly Group[] {
  const byKind = new Map<string, Finding[]>()
  for (const finding of findings) {
    const kind = `${finding.platform} ${finding.code} ${finding.effect} ${isFirm(finding)}`
    const known = byKind.get(kind)
    if (known) known.push(finding)
    else byKind.set(kind, [finding])
  }
  return [...byKind.values()].flatMap((members) => groupOf(members) ?? []).toSorted(byWeight)
}

/** Whether it was seen, and does not depend on what could not be followed. */
export function isFirm({ certainty }: Pick<Group, 'certainty'>): boolean {
  return certainty !== 'possible'
}

/** What is only possible after all the rest; else as they were. */
export function firmFirst(groups: readonly Group[]): readonly Group[] {
  return [...groups.filter(isFirm), ...groups.filter((group) => !isFirm(group))]
}

/** What a kind does to the program, and how sure that is where it is not certain. */
export function effectWords({ effect, certainty, platform }: Pick<Group, 'effect' | 'certainty' | 'platform'>): string {
  const where = platform === 'cuda' ? ' on CUDA' : ''
  return `${EFFECT_WORDS[effect]}${where}${certainty === 'certain' ? '' : `, ${certainty}`}`
}

function groupOf(findings: readonly Finding[]): Group | undefined {
  const [first] = findings
  if (!first) return undefined
  return {
    code: first.code,
    platform: first.platform,
    effect: first.effect,
    certainty: CERTAINTIES.find((value) => findings.some((finding) => finding.certainty === value)) ?? first.certainty,
    findings: findings.toSorted(
      (left, right) => CERTAINTIES.indexOf(left.certainty) - CERTAINTIES.indexOf(right.certainty),
    ),
    places: new Set(findings.flatMap(({ sites }) => sites.map(({ file, line }) => `${file}:${line}`))).size,
    fix: findings.every(({ fix }) => fix?.summary === first.fix?.summary) ? first.fix : undefined,
  }
}

function byWeight(left: Group, right: Group): number {
  return (
    effects.indexOf(left.effect) - effects.indexOf(right.effect) ||
    CERTAINTIES.indexOf(left.certainty) - CERTAINTIES.indexOf(right.certainty) ||
    right.places - left.places ||
    (left.code < right.code ? -1 : 1)
  )
}
