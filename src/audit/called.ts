/** How surely a program comes to the code of a function, judged by the calls of it. */
import type { Guard, Observation } from '../evaluate/observation.ts'

/** Longest chain of calls that is followed. */
const CALLS_LIMIT = 4

/** `surely`, `perhaps` where each call is behind a condition that is not known, `never` where each is in code that does not run. */
export type Coming = 'surely' | 'perhaps' | 'never'

/** How surely the function around some code is called; one that nobody calls is there for others. */
export function comesTo({ function: around }: Pick<Observation, 'function'>, depth = 0): Coming {
  if (!around || depth > CALLS_LIMIT) return 'surely'
  const { liveCalls, deadCalls } = around
  if (liveCalls.length === 0) return deadCalls > 0 ? 'never' : 'surely'
  const comings = liveCalls.map((call) => (call.guards.some(isOpen) ? 'perhaps' : comesTo(call, depth + 1)))
  return comings.includes('surely') ? 'surely' : comings.includes('perhaps') ? 'perhaps' : 'never'
}

/** A condition of which nothing is known, other than that the program is run by itself. */
function isOpen({ value, place }: Guard): boolean {
  return value === undefined && !place.module.file.text.slice(place.at, place.end).includes('__name__')
}
