import type { CallSeen } from '../../../trace/observation.ts'
import { deviceName, options, type Value } from '../../../trace/value.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { mindsMetal } from '../../devices/destination.ts'
import { autocastOf, type Autocast, isAutocast } from '../../torch/autocast.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { argumentSite, useSite } from '../../observations/sites.ts'
import { torchIsBefore, torchVersion } from '../../torch/torch-version.ts'
import { fix, messages, sources, title } from './prose.ts'

/** The first releases with a device called mps at all, with autocast on it, and with bfloat16 in that. */
const FIRST = { device: '1.12', any: '2.5', bfloat16: '2.6' } as const

/** Autocast on Metal's device with a PyTorch that does not have it there yet. */
export const rule = {
  code: 'precision/autocast-too-old',
  title,
  words: { strong: ['autocast', 'mps'], weak: ['dtype', 'bfloat16', 'bf16', 'device'] },
  find: (context) =>
    torchIsBefore(context, FIRST.bfloat16) && !torchIsBefore(context, FIRST.device)
      ? liveCalls(context, isAutocast).flatMap((call) => {
          const autocast = autocastOf(call)
          return autocast ? draftsOf(call, autocast, context) : []
        })
      : [],
} satisfies Rule

function draftsOf(call: CallSeen, { device, dtype, enabled }: Autocast, context: AuditContext): Draft[] {
  const reachesMetal = device && mayBeMetal(device.value, device.argument.value, context)
  if (!device || !reachesMetal || (reachesMetal === 'open' && mindsMetal(call))) return []
  const isAbsent = torchIsBefore(context, FIRST.any)
  if (!isAbsent && (dtype !== 'bfloat16' || enabled === false)) return []
  const isExpected = reachesMetal === 'followed' && context.traits.knowsMetal
  const most = reachesMetal === 'named' ? 'certain' : isExpected ? 'likely' : 'possible'
  return [
    {
      effect: isAbsent ? 'blocks' : 'degrades',
      certainty: most === 'possible' ? most : certaintyOf(call, most),
      message: isAbsent ? messages.absent(torchVersion(context)) : messages.bfloat16(torchVersion(context)),
      subject: { kind: 'call', name: 'torch.autocast' },
      // The device of a call over several lines would have to change as well.
      sites: [useSite(call), argumentSite(call, device.argument)],
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
      group: isAbsent ? 'absent' : 'bfloat16',
    },
  ]
}

/**
 * Whether the device is Metal's by name, the type of some device that will be Metal's on a Mac, or something of which
 * nothing is known: what a caller chose, or a part of its text, `device.split(":")[0]`.
 */
function mayBeMetal(
  value: Value,
  node: Expression,
  { traits }: AuditContext,
): 'named' | 'followed' | 'open' | undefined {
  const names = options(value).map(deviceName)
  if (names.includes('mps')) return names.length === 1 ? 'named' : 'followed'
  // CUDA's where a device has no type, for example: on Metal that would be the other one.
  if (traits.choosesMetal && names.includes('cuda') && names.includes(undefined)) return 'open'
  if (names.some((name) => name !== undefined)) return undefined
  return node.kind === 'attribute' && node.name === 'type' ? 'followed' : 'open'
}
