import type { CallSeen } from '../../evaluate/observation.ts'
import { deviceName, options } from '../../evaluate/value.ts'
import { operatorStatus } from '../../knowledge/operators.ts'
import { isOn, type Passed } from '../autocast.ts'
import { isForCudaAlone } from '../cuda-only.ts'
import { recordedCall, sourcesOfEquivalent } from '../equivalent.ts'
import type { AuditContext, Draft, Rule } from '../rule.ts'
import { certaintyOf, isLive, originsOf, seen, siteOf } from '../seen.ts'
import { torchVersion } from '../torch-version.ts'
import { fixes, messages, sources, title } from './prose.ts'

/** Gradient scalers that are bound to CUDA, or used on Metal before PyTorch had what they need there. */
export const rule = {
  code: 'precision/grad-scaler',
  title,
  find: (context) =>
    seen(context, 'call')
      .filter((call) => SCALER.test(call.name) && isLive(call) && !isForCudaAlone(call))
      .flatMap((call) => draftsOf(call, context)),
} satisfies Rule

const SCALER = /^torch\.(cuda\.amp|amp)\.(grad_scaler\.)?GradScaler$|^torch\.GradScaler$/

/** What a scaler calls when it unscales the gradients. */
const UNSCALES = '_amp_foreach_non_finite_check_and_unscale_'

function draftsOf(call: CallSeen, context: AuditContext): Draft[] {
  const enabled = isOn(
    (call.keywords.get('enabled') ?? call.positional[call.name.startsWith('torch.cuda.') ? 4 : 5])?.value,
  )
  if (enabled === false) return []
  const device = deviceOf(call)
  const names = device ? options(device.value).map(deviceName) : ['cuda']
  const common = {
    certainty: certaintyOf(call, enabled === undefined ? 'possible' : 'certain'),
    sites: [siteOf(call)],
    causes: device ? originsOf(device.value) : [],
  } as const
  const hasKernel = operatorStatus(context.knowledge, UNSCALES, torchVersion(context)) === 'native'
  if (names.every((name) => name === 'cuda')) {
    const fact = recordedCall(context, 'torch.cuda.amp.GradScaler')
    return [
      {
        ...common,
        effect: 'degrades',
        message: enabled === undefined ? messages.cudaIfOn : messages.cuda,
        sources: [...(fact?.sources ?? []), ...sources, ...sourcesOfEquivalent(context, 'torch.cuda.amp.GradScaler')],
        fix: {
          kind: hasKernel ? 'automatic' : 'manual',
          effort: 'minutes',
          summary: hasKernel ? fixes.neutral : fixes.tooOld,
        },
        group: enabled === undefined ? 'cuda if on' : 'cuda',
      },
    ]
  }
  if (!names.includes('mps') || hasKernel) return []
  return [
    {
      ...common,
      effect: 'blocks',
      message: messages.missing(torchVersion(context)),
      sources: [...context.knowledge.operators.sources, ...sources],
      fix: { kind: 'manual', effort: 'minutes', summary: fixes.tooOld },
      group: 'mps',
    },
  ]
}

/** The form under `torch.cuda.amp` takes no device. */
function deviceOf({ name, keywords, positional }: CallSeen): Passed | undefined {
  return name.startsWith('torch.cuda.') ? undefined : (keywords.get('device') ?? positional[0])
}
