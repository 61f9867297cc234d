import type { Effect } from './report.ts'

/** What a finding does to a program, the worst first. */
export const effects = [
  'blocks',
  'wrong-results',
  'ignores-gpu',
  'falls-back',
  'degrades',
  'info',
] as const satisfies readonly Effect[]

/** Whether `effect` is as bad as `threshold` or worse. */
export function reaches(effect: Effect, threshold: Effect): boolean {
  return effects.indexOf(effect) <= effects.indexOf(threshold)
}
