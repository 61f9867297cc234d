import type { CallSeen } from '../../../trace/observation.ts'
import { dtypeOf } from '../../../trace/dtype.ts'
import type { Certainty } from '../../../report/report.ts'
import { destinationOfCall, mindsMetal } from '../../devices/destination.ts'
import { putsOnMetal, staysOffMetal } from '../../devices/puts-on-metal.ts'
import type { Passed } from '../../observations/call-arguments.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { argumentSite } from '../../observations/sites.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { torchIsBefore, torchVersion } from '../../torch/torch-version.ts'
import { fix, message, sources, title } from './prose.ts'

/** The first PyTorch that has 8-bit floats on Metal. */
const FIRST_TORCH = '2.15.0'

/** 8-bit floats asked for in a program that computes on Metal, with a PyTorch whose Metal does not have them. */
export const rule = {
  code: 'precision/float8-too-old',
  title,
  words: { strong: ['float8_e4m3fn', 'float8_e5m2'] },
  find: (context) =>
    torchIsBefore(context, FIRST_TORCH) && putsOnMetal(context)
      ? liveCalls(context, '.to', '.type', ...NAMED.map((given) => ({ given }))).flatMap((call) =>
          draftsOf(call, context),
        )
      : [],
} satisfies Rule

const NAMED = ['dtype', 'torch_dtype', 'storage_dtype'] as const

/** What loads a whole model, to be moved afterwards; and by `storage_dtype` Diffusers casts one where it is. */
const OF_MODELS = /\.(?:from_pretrained|from_single_file|enable_layerwise_casting|apply_layerwise_casting)$/

function draftsOf(call: CallSeen, context: AuditContext): Draft[] {
  const asked = float8In(call)
  const most = asked && comesToMetal(call, context)
  if (!asked || !most || mindsMetal(call)) return []
  return [
    {
      effect: 'blocks',
      certainty: most === 'likely' ? certaintyOf(call, 'likely') : most,
      message: message(torchVersion(context)),
      subject: { kind: 'setting', name: 'dtype', value: 'float8' },
      sites: [argumentSite(call, asked.argument)],
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
      backend: 'mps',
      group: 'float8',
    },
  ]
}

/** `.to(torch.float8_e4m3fn)`, `torch_dtype=torch.float8_e4m3fn` and the like. */
function float8In({ name, positional, keywords }: CallSeen): Passed | undefined {
  const named = [...NAMED.map((key) => keywords.get(key)), ...(/^\.(?:to|type)$/.test(name) ? positional : [])]
  return named.find((passed) => dtypeOf(passed?.value)?.startsWith('float8'))
}

/** How sure it is that what a call gives is on Metal or comes there; undefined where it is on the CPU. */
function comesToMetal(call: CallSeen, context: AuditContext): Certainty | undefined {
  const destination = destinationOfCall(call)
  const { receiver } = call
  if (destination === 'cpu' || (receiver?.kind === 'tensor' && receiver.unplaced && !destination)) return undefined
  if (staysOffMetal(context).has(call.module)) return 'possible'
  const isThere = receiver?.kind === 'tensor' && receiver.device !== undefined && receiver.device !== 'cpu'
  return destination !== undefined || isThere || OF_MODELS.test(call.name) ? 'likely' : 'possible'
}
