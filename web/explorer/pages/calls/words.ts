import type { CallAnswer } from '../../../../src/report/lookup.ts'

/** What calls do without CUDA, in words. */
export const BEHAVIOURS = [
  ['raises', 'raises'],
  ['warns', 'warns'],
  ['returns', 'returns'],
  ['fails-later', 'fails later'],
  ['missing', 'is not there'],
  ['not-called', 'was not tried'],
] as const satisfies readonly (readonly [NonNullable<CallAnswer['behaviour']>, string])[]

/** `raises AssertionError`, `returns False`. */
export function shortOutcome({ behaviour = 'not-called', raises, returns }: CallAnswer): string {
  const words = BEHAVIOURS.find(([name]) => name === behaviour)?.[1] ?? behaviour
  const what =
    behaviour === 'raises' ? raises : behaviour === 'returns' && (returns ?? '').length < 30 ? returns : undefined
  return what === undefined ? words : `${words} ${what}`
}

/** The colour of what it comes to. */
export function lookOf({ behaviour }: CallAnswer): string {
  if (behaviour === 'raises' || behaviour === 'missing') return 'effect-blocks'
  if (behaviour === 'fails-later') return 'effect-wrong-results'
  return behaviour === 'warns' ? 'effect-degrades' : 'effect-info'
}
