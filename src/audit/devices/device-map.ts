import type { CallSeen } from '../../trace/observation.ts'
import { deviceName, options, type Value } from '../../trace/value.ts'
import { textOf } from '../observations/call-arguments.ts'
import { isBefore } from '../packages/package-version.ts'
import type { AuditContext } from '../rule.ts'

/** One that names CUDA devices, or leaves the choice to a version of Accelerate that does not know Metal. */
export type DeviceMapKind = 'cuda' | 'automatic'

/** The release of Accelerate whose automatic maps count Metal's memory. */
const KNOWS_METAL = { version: '0.20.0', released: '2023-06-07' } as const

/** What is wrong with a `device_map` on a Mac; undefined where nothing is known to be. */
export function deviceMapKind(value: Value, context: AuditContext): DeviceMapKind | undefined {
  if (options(value).every(namesCuda)) return 'cuda'
  const isAutomatic = options(value).every((option) =>
    /^(auto|balanced|balanced_low_0|sequential)$/.test(textOf(option) ?? ''),
  )
  return isAutomatic && isBefore(context, 'accelerate', KNOWS_METAL.version, KNOWS_METAL.released)
    ? 'automatic'
    : undefined
}

/** `'cuda:0'`, or a table that puts parts on it. */
function namesCuda(value: Value): boolean {
  if (value.kind === 'table')
    return value.fields.size > 0 && [...value.fields.values()].some((part) => deviceName(part) === 'cuda')
  return deviceName(value) === 'cuda'
}

/** Whether a call keeps what it makes on the CPU: `device="cpu"`, `device_map={"": "cpu"}`. */
export function staysOnCpu({ keywords }: CallSeen): boolean {
  return ['device', 'device_map'].some((name) => {
    const given = keywords.get(name)?.value
    return given !== undefined && options(given).every(namesCpu)
  })
}

function namesCpu(value: Value): boolean {
  if (value.kind === 'table')
    return value.fields.size > 0 && [...value.fields.values()].every((part) => deviceName(part) === 'cpu')
  return deviceName(value) === 'cpu'
}
