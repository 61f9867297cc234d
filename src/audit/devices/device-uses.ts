import type { CallSeen } from '../../evaluate/observation.ts'
import { deviceName, options, type Place, type Value } from '../../evaluate/value.ts'
import { libraryByImport } from '../../knowledge/libraries.ts'
import { statementFor } from '../../knowledge/statements.ts'
import type { PythonModule } from '../../project/python/module.ts'
import type { Edits } from '../finding/fix-by.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import { versionOf } from '../packages/package-version.ts'
import type { AuditContext } from '../rule.ts'

/**
 * Edits by which a device becomes Metal's, as far as what is given the device can do with it: none where a library has no
 * code for Metal, and no more than suggested where nobody knows.
 * @param place where the device is written
 */
export function asUsersAllow(context: AuditContext, place: Omit<Place, 'end'>, edits: Edits): Edits {
  const users = usersByPlace(context).get(place.module)?.get(place.at) ?? []
  const known = users.map((call) => takesMetal(call, context))
  if (known.includes(false)) return []
  return known.includes(undefined) ? edits.map((edit) => edit && { ...edit, safety: 'suggested' }) : edits
}

/** Whether what is called takes a device of Metal; undefined when that is not known. */
function takesMetal({ name, callee }: CallSeen, context: AuditContext): boolean | undefined {
  // The project's own functions, methods of values and Python's own functions hand a device on.
  if (callee || /^(?:\.|builtins\.|torch\.)/.test(name)) return true
  const library = libraryByImport(context.knowledge, name)
  const version = library?.pypi.map((pypi) => versionOf(context, pypi)).find((found) => found !== undefined)
  return library && statementFor(library.metal, version, context.asOf)?.gpu
}

/** Calls by where the devices are written that they are given. */
const usersByPlace = memoized((context: AuditContext): ReadonlyMap<PythonModule, Map<number, CallSeen[]>> => {
  const found = new Map<PythonModule, Map<number, CallSeen[]>>()
  for (const call of seen(context, 'call')) {
    for (const { value } of [...call.positional, ...call.keywords.values()]) {
      for (const { module, at } of placesOf(value)) {
        const own = found.get(module) ?? new Map<number, CallSeen[]>()
        found.set(module, own)
        const users = own.get(at)
        if (users) users.push(call)
        else own.set(at, [call])
      }
    }
  }
  return found
})

/** Where the devices are written that a value is, or that a table of arguments holds. */
function placesOf(value: Value): readonly Place[] {
  const held = value.kind === 'table' ? [...value.fields.values()] : [value]
  return held.flatMap(options).flatMap((device) => (device.origin && deviceName(device) ? device.origin : []))
}
