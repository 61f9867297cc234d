import type { CallSeen, DefaultSeen } from '../../../trace/observation.ts'
import { options, type Value } from '../../../trace/value.ts'
import type { Certainty } from '../../../report/report.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { type DeviceMapKind, deviceMapKind } from '../../devices/device-map.ts'
import { settingSubject } from '../../observations/call-arguments.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { chooseMetalForText } from '../../torch/choose-metal.ts'
import { valueWritten } from '../../observations/value-written.ts'
import { argumentSite, declarationSite, type SiteInRole } from '../../observations/sites.ts'
import { fixes, messages, sources, title } from './prose.ts'

/** `device_map` that names CUDA devices, or leaves the choice to a version of Accelerate that does not know Metal. */
export const rule = {
  code: 'model/device-map',
  title,
  words: { strong: ['cuda', 'device_map'], weak: ['device'] },
  find: (context) => [
    ...liveCalls(context, { given: 'device_map' }).flatMap((call) => ofCall(call, context)),
    ...seen(context, 'default', 'device_map')
      .filter(isLive)
      .flatMap((given) => ofDefault(given, context)),
  ],
} satisfies Rule

function ofCall(call: CallSeen, context: AuditContext): Draft[] {
  const given = call.keywords.get('device_map')
  // What the project's own functions are given is judged where they pass it on.
  if (!given || call.callee) return []
  const kind = deviceMapKind(given.value, context)
  if (!kind) return []
  // What was written elsewhere is judged there: a default, an option, a device.
  const isHere = options(given.value).every(
    ({ origin }) => origin === undefined || (origin.at >= given.argument.at && origin.end <= given.argument.end),
  )
  const edits = kind === 'cuda' ? chooseMetalForText(context, call, given.argument.value, '"mps"') : []
  const site = argumentSite(call, given.argument)
  return isHere ? [draft(kind, given.value, certaintyOf(call, 'likely'), site, edits)] : []
}

function ofDefault(given: DefaultSeen, context: AuditContext): Draft[] {
  const kind = deviceMapKind(given.value, context)
  const edits = kind === 'cuda' ? chooseMetalForText(context, given, valueWritten(given), '"mps"') : []
  const site = declarationSite(given, given.node)
  return kind ? [draft(kind, given.value, certaintyOf(given, 'likely'), site, edits)] : []
}

function draft(kind: DeviceMapKind, value: Value, certainty: Certainty, site: SiteInRole, edits: Edits): Draft {
  return {
    effect: kind === 'cuda' ? 'blocks' : 'ignores-gpu',
    certainty,
    message: messages[kind],
    subject: settingSubject('device_map', value),
    sites: [site],
    sources: sources[kind],
    fix: fixBy(edits, { effort: 'minutes', summary: edits[0] ? fixes.byEdit : fixes[kind] }),
    group: kind,
    backend: 'mps',
  }
}
