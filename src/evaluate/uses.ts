import type { CallSeen, ComparisonSeen, Observation } from '../trace/observation.ts'
import type { Place } from '../trace/place.ts'
import type { Module, Uses } from '../trace/trace.ts'
import { deviceName, options, type Value } from '../trace/value.ts'

/** Who is given a device, by the places where it was written and by those where the machine was asked for it. */
export function usesIn(observations: readonly Observation[]): Uses {
  const uses = new Map<Module, Map<number, User[]>>()
  for (const observation of observations) {
    if (observation.kind === 'comparison') {
      noteDevices(observation.left, observation)
      noteDevices(observation.right, observation)
    } else if (observation.kind === 'call') {
      for (const { value } of observation.positional) noteGiven(value, observation)
      for (const { value } of observation.keywords.values()) noteGiven(value, observation)
    }
  }
  return uses

  /** Of a dictionary, what is in it. */
  function noteGiven(value: Value, user: User): void {
    if (value.kind === 'table') for (const field of value.fields.values()) noteDevices(field, user)
    else noteDevices(value, user)
  }

  /** Where a device was written, and where it was asked what it should be. */
  function noteDevices(value: Value, user: User): void {
    for (const device of options(value)) {
      if (deviceName(device) === undefined) continue
      if (device.origin) note(device.origin, user)
      for (const { place } of device.basis ?? value.basis ?? []) note(place, user)
    }
  }

  function note({ module, at }: Place, user: User): void {
    let places = uses.get(module)
    if (!places) uses.set(module, (places = new Map()))
    const known = places.get(at)
    if (!known) places.set(at, [user])
    else if (known.at(-1) !== user) known.push(user)
  }
}

type User = CallSeen | ComparisonSeen
