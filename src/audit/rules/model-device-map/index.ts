import type { CallSeen, DefaultSeen } from '../../../trace/observation.ts'
import { deviceName, options, type Value } from '../../../trace/value.ts'
import type { Certainty, Site } from '../../../report/report.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { isBefore } from '../../packages/package-version.ts'
import { textOf } from '../../observations/call-arguments.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, seen, siteOf } from '../../observations/seen.ts'
import { fixes, messages, sources, title } from './prose.ts'

/** `device_map` that names CUDA devices, or leaves the choice to a version of Accelerate that does not know Metal. */
export const rule = {
  code: 'model/device-map',
  title,
  find: (context) => [
    ...liveCalls(context, { given: 'device_map' }).flatMap((call) => ofCall(call, context)),
    ...seen(context, 'default', 'device_map')
      .filter(isLive)
      .flatMap((given) => ofDefault(given, context)),
  ],
} satisfies Rule

type Kind = 'cuda' | 'automatic'

function ofCall(call: CallSeen, context: AuditContext): Draft[] {
  const given = call.keywords.get('device_map')
  // What the project's own functions are given is judged where they pass it on.
  if (!given || call.callee) return []
  const kind = kindOf(given.value, context)
  if (!kind) return []
  // What was written elsewhere is judged there: a default, an option, a device.
  const isHere = options(given.value).every(
    ({ origin }) => origin === undefined || (origin.at >= given.argument.at && origin.end <= given.argument.end),
  )
  return isHere ? [draft(kind, certaintyOf(call, 'likely'), siteOf(call, given.argument))] : []
}

function ofDefault(given: DefaultSeen, context: AuditContext): Draft[] {
  const kind = kindOf(given.value, context)
  return kind ? [draft(kind, certaintyOf(given, 'likely'), siteOf(given))] : []
}

function kindOf(value: Value, context: AuditContext): Kind | undefined {
  if (options(value).every(namesCuda)) return 'cuda'
  const isAutomatic = options(value).every((option) =>
    /^(auto|balanced|balanced_low_0|sequential)$/.test(textOf(option) ?? ''),
  )
  return isAutomatic && isBefore(context, 'accelerate', KNOWS_METAL.version, KNOWS_METAL.released)
    ? 'automatic'
    : undefined
}

/** The release of Accelerate whose automatic maps count Metal's memory. */
const KNOWS_METAL = { version: '0.20.0', released: '2023-06-07' } as const

/** `'cuda:0'`, or a table that puts parts on it. */
function namesCuda(value: Value): boolean {
  if (value.kind === 'table')
    return value.fields.size > 0 && [...value.fields.values()].some((part) => deviceName(part) === 'cuda')
  return deviceName(value) === 'cuda'
}

function draft(kind: Kind, certainty: Certainty, site: Site): Draft {
  return {
    effect: kind === 'cuda' ? 'blocks' : 'ignores-gpu',
    certainty,
    message: messages[kind],
    sites: [site],
    sources: sources[kind],
    fix: { kind: 'manual', effort: 'minutes', summary: fixes[kind] },
    group: kind,
    backend: 'mps',
  }
}
