import type { Observation } from '../../trace/observation.ts'
import type { Basis } from '../../trace/place.ts'
import { deviceName, options, type Value } from '../../trace/value.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'
import { seen } from '../observations/seen.ts'

/**
 * Tells of an observation whether the function around it, or the module's own code, says something of Metal: there the
 * silence about it in one branch is meant.
 */
export const metalAwareness = memoized((context: AuditContext): ((observation: Observation) => boolean) => {
  const compared = seen(context, 'comparison').filter(({ left, right }) => [left, right].some(namesMetal))
  const decided = seen(context, 'decision').filter((decision) =>
    decision.basis.some((basis) => isAskedIn(decision, basis)),
  )
  const aware = new Set([...compared, ...decided].map(placeKey))
  return (observation) => aware.has(placeKey(observation))
})

/** Whether Metal is asked for in the function itself; a value that was made with its help elsewhere does not make it aware. */
function isAskedIn({ module, function: around }: Observation, { fact, place }: Basis): boolean {
  if (fact !== 'mps' || place.module !== module) return false
  return !around || (place.at >= around.at && place.end <= around.end)
}

function namesMetal(value: Value): boolean {
  return options(value).some((option) =>
    option.kind === 'collection'
      ? option.items.some((item) => deviceName(item) === 'mps')
      : deviceName(option) === 'mps',
  )
}

function placeKey({ module, function: around }: Observation): string {
  return `${module.path}\0${around?.at ?? -1}`
}
