import type { CallSeen } from '../../../trace/observation.ts'
import { deviceName, options } from '../../../trace/value.ts'
import { operatorSources, operatorStatus } from '../../../knowledge/operators.ts'
import { isOn, isSwitchedOnBefore, type Passed } from '../../torch/autocast.ts'
import { typeInScope } from '../../devices/in-scope/advice.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { recordedCall, sourcesOfEquivalent } from '../../torch/equivalent.ts'
import type { AuditContext, Draft, DraftFix, Rule } from '../../rule.ts'
import { certaintyOf, seen } from '../../observations/seen.ts'
import { originSites } from '../../observations/written-sites.ts'
import { useSite } from '../../observations/sites.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { torchIsBefore, torchVersion } from '../../torch/torch-version.ts'
import { onMetal } from './edits.ts'
import { ampImports } from '../../torch/amp-imports.ts'
import { fixes, messages, sources, title } from './prose.ts'

/** Gradient scalers that are bound to CUDA, or used on Metal before PyTorch had what they need there. */
export const rule = {
  code: 'precision/grad-scaler',
  title,
  words: { strong: ['cuda', 'mps', 'GradScaler'], weak: ['scaler'] },
  find: (context) =>
    liveCalls(context, SCALER)
      .filter((call) => !isForOlderVersions(call, context))
      .flatMap((call) => draftsOf(call, context)),
} satisfies Rule

const SCALER = /^torch\.(cuda\.amp|amp)\.(grad_scaler\.)?GradScaler$|^torch\.GradScaler$/

/** Whether the call is what is tried after the newer `torch.amp.GradScaler`, which the target has. */
function isForOlderVersions(call: CallSeen, context: AuditContext): boolean {
  if (!call.name.startsWith('torch.cuda.') || torchIsBefore(context, '2.3')) return false
  return seen(context, 'call', 'torch.amp.GradScaler').some(
    ({ function: around, module, node, caught }) =>
      module === call.module &&
      around === call.function &&
      node.at < call.node.at &&
      caught.length > call.caught.length,
  )
}

/** What a scaler calls when it unscales the gradients. */
const UNSCALES = '_amp_foreach_non_finite_check_and_unscale_'

function draftsOf(call: CallSeen, context: AuditContext): Draft[] {
  const enabled = isOn(
    (call.keywords.get('enabled') ?? call.positional[call.name.startsWith('torch.cuda.') ? 4 : 5])?.value,
  )
  if (enabled === false) return []
  const isOpen = enabled === undefined || isSwitchedOnBefore(call.guards)
  const device = deviceOf(call)
  const names = device ? options(device.value).map(deviceName) : ['cuda']
  const common = {
    certainty: certaintyOf(call, isOpen ? 'possible' : 'certain'),
    subject: { kind: 'call', name: call.name },
    sites: [useSite(call), ...ampImports(call, context)],
    causes: device ? originSites(device.value) : [],
  } as const
  const hasKernel = operatorStatus(context.knowledge, UNSCALES, torchVersion(context)) === 'native'
  if (names.every((name) => name === 'cuda')) {
    const fact = recordedCall(context, 'torch.cuda.amp.GradScaler')
    return [
      {
        ...common,
        effect: 'degrades',
        message: isOpen ? messages.cudaIfOn : messages.cuda,
        sources: [...(fact?.sources ?? []), ...sources, ...sourcesOfEquivalent(context, 'torch.cuda.amp.GradScaler')],
        fix: hasKernel
          ? fixOf(onMetal(call, device?.argument.value, context), typeInScope(context, call))
          : { kind: 'manual', effort: 'minutes', summary: fixes.tooOld },
        group: isOpen ? 'cuda if on' : 'cuda',
      },
    ]
  }
  if (!names.includes('mps') || hasKernel) return []
  return [
    {
      ...common,
      effect: 'blocks',
      message: messages.missing(torchVersion(context)),
      sources: [...operatorSources(context.knowledge, torchVersion(context)), ...sources],
      fix: { kind: 'manual', effort: 'minutes', summary: fixes.tooOld },
      group: 'mps',
    },
  ]
}

/** The form under `torch.cuda.amp` takes no device. */
function deviceOf({ name, keywords, positional }: CallSeen): Passed | undefined {
  return name.startsWith('torch.cuda.') ? undefined : (keywords.get('device') ?? positional[0])
}

/** What the edits write, or where they cannot be made, the device that is known there. */
function fixOf(edits: Edits, type: string | undefined): DraftFix {
  const byEdit = fixBy(edits, { effort: 'minutes', summary: fixes.byEdit })
  if (byEdit.kind === 'automatic') return byEdit
  return { ...byEdit, summary: type === undefined ? fixes.byEdit : fixes.typed(type) }
}
