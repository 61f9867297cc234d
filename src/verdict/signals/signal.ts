import type { Certainty, Finding, WorkloadKind } from '../../report/report.ts'
import type { Evidence } from '../evidence.ts'

/** That a consideration speaks, and on what ground. */
export interface Signal {
  /** Above 0, at most 1. */
  readonly strength: number
  readonly findings?: readonly Finding[]
  /** What is filled in for the words in braces of the consideration's text. */
  readonly words?: Readonly<Record<string, string>>
}

/** What makes a consideration speak; undefined when nothing does. */
export type SignalOf = (evidence: Evidence) => Signal | undefined

/** How much what is only likely or possible counts, beside what is certain. */
const SHARE: Readonly<Record<Certainty, number>> = { certain: 1, likely: 0.7, possible: 0.3 }

/** How surely the project does a kind of work, or the person wants to; 0 when nothing speaks for it. */
export function shareOf({ workloads }: Evidence, kind: WorkloadKind, ...techniques: readonly string[]): number {
  const own = workloads.filter(
    (workload) =>
      workload.kind === kind &&
      (techniques.length === 0 || (workload.technique !== undefined && techniques.includes(workload.technique))),
  )
  return Math.max(0, ...own.map(({ certainty }) => SHARE[certainty]))
}

/** A signal of some strength, or none of no strength. */
export function atStrength(strength: number, rest: Omit<Signal, 'strength'> = {}): Signal | undefined {
  return strength > 0 ? { strength: Math.min(1, strength), ...rest } : undefined
}
