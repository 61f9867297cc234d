import type { ComparisonSeen, Observation } from '../../trace/observation.ts'
import type { Basis } from '../../trace/place.ts'
import type { Expression } from '../../trace/syntax.ts'
import { deviceName, options, type Value } from '../../trace/value.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'
import { seen } from '../observations/seen.ts'

/**
 * Tells of an observation whether the function around it, or the module's own code, says something of Metal: there the
 * silence about it in one branch is meant.
 */
export const metalAwareness = memoized((context: AuditContext): ((observation: Observation) => boolean) => {
  const compared = seen(context, 'comparison').filter(comparesWithMetal)
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

/** A comparison with Metal's name, not with CUDA's of a device that is Metal by a choice made elsewhere. */
function comparesWithMetal({ node, left, right }: ComparisonSeen): boolean {
  if (![left, right].some(namesMetal)) return false
  return ![node.left, ...node.rest.map((part) => part.right)].some(isNameOfCuda)
}

function isNameOfCuda(side: Expression): boolean {
  return side.kind === 'string' && /^cuda\b/.test(side.value)
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
