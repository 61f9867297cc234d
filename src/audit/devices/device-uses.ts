import type { CallSeen } from '../../trace/observation.ts'
import { deviceName, options, type Value } from '../../trace/value.ts'
import type { Place } from '../../trace/place.ts'
import { libraryByImport } from '../../knowledge/libraries.ts'
import { statementFor } from '../../knowledge/statements.ts'
import type { Module } from '../../trace/trace.ts'
import type { Edits } from '../finding/fix-by.ts'
import { memoized } from '../memoized.ts'
import { versionOf } from '../packages/package-version.ts'
import type { AuditContext } from '../rule.ts'

/**
 * Edits by which a device becomes Metal's, as far as what is given the device can do with it: none where a library has no
 * code for Metal, and no more than suggested where nobody knows.
 * @param place where the device is written
 */
export function asUsersAllow(context: AuditContext, place: Omit<Place, 'end'>, edits: Edits): Edits {
  const found = takenByPlace(context).get(place.module)?.get(place.at)
  if (found === 'refused') return []
  return found === 'unknown' ? edits.map((edit) => edit && { ...edit, safety: 'suggested' }) : edits
}

/** What becomes of a device of Metal where it is given to something. */
type Taken = 'taken' | 'unknown' | 'refused'

function takenBy({ name, callee }: CallSeen, context: AuditContext): Taken {
  // The project's own functions, methods of values and Python's own functions hand a device on.
  if (callee || /^(?:\.|builtins\.|torch\.)/.test(name)) return 'taken'
  const library = libraryByImport(context.knowledge, name)
  const version = library?.pypi.map((pypi) => versionOf(context, pypi)).find((found) => found !== undefined)
  const gpu = library && statementFor(library.metal, version, context.asOf)?.gpu
  return gpu === undefined ? 'unknown' : gpu ? 'taken' : 'refused'
}

/** The worst that becomes of devices, by where they are written. */
const takenByPlace = memoized((context: AuditContext): ReadonlyMap<Module, Map<number, Taken>> => {
  const found = new Map<Module, Map<number, Taken>>()
  for (const call of context.index.byKind.call) {
    for (const { value } of [...call.positional, ...call.keywords.values()]) {
      for (const { module, at } of placesOf(value)) {
        const own = found.get(module) ?? new Map<number, Taken>()
        found.set(module, own)
        own.set(at, worse(own.get(at) ?? 'taken', takenBy(call, context)))
      }
    }
  }
  return found
})

function worse(a: Taken, b: Taken): Taken {
  const order: readonly Taken[] = ['refused', 'unknown', 'taken']
  return order.find((one) => one === a || one === b) ?? a
}

/** Where the devices are written that a value is, or that a table of arguments holds. */
function placesOf(value: Value): readonly Place[] {
  const held = value.kind === 'table' ? [...value.fields.values()] : [value]
  return held.flatMap(options).flatMap((device) => (device.origin && deviceName(device) ? device.origin : []))
}
