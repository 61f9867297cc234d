import type { CallSeen } from '../../trace/observation.ts'
import { deviceName, options, type Value } from '../../trace/value.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'

/** `.cuda()`, and the calls that are given CUDA's name: alone, among others that it may be, or in a table. */
export const callsNamingCuda = memoized(({ index }: AuditContext): readonly CallSeen[] =>
  index.byKind.call.filter((call) => call.name === '.cuda' || isGivenCuda(call)),
)

function isGivenCuda({ positional, keywords }: CallSeen): boolean {
  for (const { value } of positional) if (mayBeCuda(value)) return true
  for (const { value } of keywords.values()) if (mayBeCuda(value)) return true
  return devicesMappedTo(keywords.get('map_location')?.value).some(mayBeCuda)
}

/** Whether a value is CUDA's name or device, may be among others, or is a table that holds it. */
export function mayBeCuda(value: Value): boolean {
  const device = value.kind === 'table' ? value.fields.get('device') : value
  return device !== undefined && options(device).some((option) => deviceName(option) === 'cuda')
}

/** Where a table sends what a file has on each device: `map_location={"cuda:0": "cuda:1"}`. */
export function devicesMappedTo(value: Value | undefined): readonly Value[] {
  return value?.kind === 'table' ? [...value.fields.values()] : []
}
