import type { CallSeen, ComparisonSeen, Observation } from '../trace/observation.ts'
import type { Place } from '../trace/place.ts'
import type { Module, Uses } from '../trace/trace.ts'
import { deviceName, options, type Value } from '../trace/value.ts'

/** Who is given a device, by the places where it was written and by those where the machine was asked for it. */
export function usesIn(observations: readonly Observation[]): Uses {
  const uses = new Map<Module, Map<number, (CallSeen | ComparisonSeen)[]>>()
  for (const observation of observations) {
    if (observation.kind !== 'call' && observation.kind !== 'comparison') continue
    for (const { module, at } of new Set(givenTo(observation).flatMap(placesOf))) {
      let places = uses.get(module)
      if (!places) uses.set(module, (places = new Map()))
      const known = places.get(at)
      if (!known) places.set(at, [observation])
      else if (known.at(-1) !== observation) known.push(observation)
    }
  }
  return uses
}

function givenTo(observation: CallSeen | ComparisonSeen): readonly Value[] {
  if (observation.kind === 'comparison') return [observation.left, observation.right]
  const given = [...observation.positional, ...observation.keywords.values()].map(({ value }) => value)
  return given.flatMap((value) => (value.kind === 'table' ? [...value.fields.values()] : [value]))
}

/** Where a device was written, and where it was asked what it should be. */
function placesOf(value: Value): readonly Place[] {
  return options(value).flatMap((device) => {
    if (deviceName(device) === undefined) return []
    const asked = (device.basis ?? value.basis ?? []).map(({ place }) => place)
    return device.origin ? [device.origin, ...asked] : asked
  })
}
