import type { Place } from '../../../trace/place.ts'
import { deviceName, options, UNKNOWN, type Value } from '../../../trace/value.ts'
import { isTakenAsItIs } from '../../devices/cuda-literals.ts'
import { placeKey } from '../../devices/default-origins.ts'
import { memoized } from '../../memoized.ts'
import { seen } from '../../observations/seen.ts'
import { originsOf } from '../../observations/written-sites.ts'
import type { AuditContext } from '../../rule.ts'

/** CUDA, surely or where nobody gives anything: `Field(default=os.getenv("DEVICE") or "cuda")`. */
export function isCuda(value: Value): boolean {
  const names = options(value).map(deviceName)
  const isUnlessGiven = options(value).every(({ kind }, index) => kind === 'unknown' || names[index] === 'cuda')
  return names.includes('cuda') && isUnlessGiven
}

/** Whether a default says where something is put: by its name, or because a library is given it as a device, whatever its name. */
export function isOfDevice(name: string, value: Value, context: AuditContext): boolean {
  return isDeviceName(name) || isPutOnDevice(value, context)
}

/** Whether a library is given a value as a device, as it is. */
export function isPutOnDevice(value: Value, context: AuditContext): boolean {
  return originsOf(value).some((origin) => isTakenAsItIs(origin, context))
}

export function isDeviceName(name: string): boolean {
  return /dev|gpu|cuda|accelerator/i.test(name)
}

/** Whether a value is that of a parameter, field or option, of which is told by itself. */
export function isInDeclaration(origin: Place, context: AuditContext): boolean {
  return declaredOrigins(context).has(placeKey(origin))
}

const declaredOrigins = memoized((context: AuditContext): ReadonlySet<string> => {
  const values = [
    ...seen(context, 'default').map(({ name, value }) => ({ name, value })),
    ...seen(context, 'option').map((option) => ({ name: option.name, value: option.default ?? UNKNOWN })),
  ]
  const told = values.filter(({ name, value }) => isCuda(value) && isOfDevice(name, value, context))
  return new Set(told.flatMap(({ value }) => originsOf(value)).map(placeKey))
})
