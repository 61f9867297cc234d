import type { Place } from '../../trace/place.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import { originsOf } from '../observations/written-sites.ts'
import type { AuditContext } from '../rule.ts'
import { mayBeCuda } from './calls-naming-cuda.ts'
import { deviceLookups } from './device-lookups.ts'

/**
 * Whether a value was written down as the default of a parameter, field or option. Such a device is reported once, by
 * device/cuda-default, and not again for each of its uses.
 */
export function isDefault(origin: Place, context: AuditContext): boolean {
  return defaultOrigins(context).has(placeKey(origin))
}

/** Whether a value was written down as the default of a parameter or field, whatever it is. */
export function isAnyDefault(origin: Place, context: AuditContext): boolean {
  return anyDefaultOrigins(context).has(placeKey(origin))
}

const anyDefaultOrigins = memoized((context: AuditContext): ReadonlySet<string> => {
  return new Set(seen(context, 'default').flatMap(({ value }) => originsOf(value).map(placeKey)))
})

const defaultOrigins = memoized((context: AuditContext): ReadonlySet<string> => {
  const defaults = seen(context, 'default').map(({ value }) => value)
  const ofOptions = seen(context, 'option').flatMap((option) => option.default ?? [])
  const ofFallbacks = seen(context, 'fallback').map(({ value }) => value)
  const ofLookups = deviceLookups(context).map(({ fallback }) => fallback.value)
  return new Set(
    [...defaults, ...ofOptions, ...ofFallbacks, ...ofLookups].filter(mayBeCuda).flatMap(originsOf).map(placeKey),
  )
})

/** Tells places of code apart. */
export function placeKey({ module, at }: Place): string {
  return `${module.path}\0${at}`
}
