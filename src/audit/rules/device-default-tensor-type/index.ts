import type { CallSeen, DecisionSeen } from '../../../trace/observation.ts'
import { unparse } from '../../../trace/unparse.ts'
import { deviceName, options } from '../../../trace/value.ts'
import { CUDA_TYPE, isCudaType, passesOverCudaType, switchesCudaType } from '../../devices/cuda-types.ts'
import { isMovedAtOnce } from '../../devices/made-by-type.ts'
import { deviceInScope } from '../../devices/in-scope/device-in-scope.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { recordedCall, sourcesOfEquivalent } from '../../torch/equivalent.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { decisionSite, useSite } from '../../observations/sites.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { castOnDevice, defaultOnMetal, madeOnDevice } from './edits.ts'
import { fixes, messages, sources, title } from './prose.ts'
import { setForCuda } from './set-for-cuda.ts'

/** Tensors whose type or default device is CUDA's: `torch.cuda.FloatTensor` and its like. */
export const rule = {
  code: 'device/default-tensor-type',
  title,
  words: { strong: ['cuda'], weak: ['dtype'] },
  find: (context) => [
    ...liveCalls(context, CUDA_TYPE, ...SETS_TYPE).flatMap((call) => ofCall(call, context)),
    ...seen(context, 'decision')
      .filter(isLive)
      .flatMap((decision) => ofDecision(decision, context)),
    ...setForCuda(context, (call) => messageOf(call) !== undefined),
  ],
} satisfies Rule

const SETS_TYPE = ['torch.set_default_tensor_type', 'torch.set_default_device', '.type']

function ofCall(call: CallSeen, context: AuditContext): Draft[] {
  const message = messageOf(call)
  if (message === undefined) return []
  const equivalent = "torch.set_default_tensor_type('torch.cuda.FloatTensor')"
  const fact = recordedCall(context, CUDA_TYPE.test(call.name) ? call.name : equivalent)
  return [
    {
      effect: 'blocks',
      certainty: certaintyOf(call),
      message,
      subject: { kind: 'device', value: 'cuda' },
      sites: [useSite(call)],
      sources: [...(fact?.sources ?? []), ...sources, ...sourcesOfEquivalent(context, equivalent)],
      fix: fixBy(editsOf(message, call, context), { effort: 'minutes', summary: fixOf(message, call, context) }),
      group: 'type',
    },
  ]
}

function fixOf(message: string, call: CallSeen, context: AuditContext): string {
  if (message === messages.defaultType) return fixes.byDefault
  return message === messages.defaultDevice ? fixes.defaultDevice : tensorFix(call, context)
}

function editsOf(message: string, call: CallSeen, context: AuditContext): Edits {
  if (message === messages.defaultType) return []
  if (message === messages.defaultDevice) return defaultOnMetal(call, context)
  if (CUDA_TYPE.test(call.name)) return madeOnDevice(call, context)
  const type = typeIn(call)
  return type === undefined || type === 'Double' ? [] : castOnDevice(call, DTYPES[type] ?? 'float32', context)
}

/** `Float` of `torch.cuda.FloatTensor`, however it is named. */
function typeIn(named: CallSeen | DecisionSeen): string | undefined {
  return /\.(\w+)Tensor\b/.exec(unparse(named.kind === 'call' ? named.node : named.test))?.[1]
}

/** What stands for a type of CUDA where a device is known by name, or is still to be brought. */
function tensorFix(seenHere: CallSeen | DecisionSeen, context: AuditContext): string {
  return fixes.tensor(
    DTYPES[typeIn(seenHere) ?? ''] ?? 'float32',
    deviceInScope(context, seenHere)?.code ?? 'the device that was chosen',
  )
}

/** The number types of `torch.cuda.IntTensor` and its like. */
const DTYPES: Readonly<Record<string, string>> = {
  Double: 'float32',
  Half: 'float16',
  BFloat16: 'bfloat16',
  Byte: 'uint8',
  Char: 'int8',
  Short: 'int16',
  Int: 'int32',
  Long: 'int64',
  Bool: 'bool',
}

function messageOf({ name, positional, keywords }: CallSeen): string | undefined {
  if (CUDA_TYPE.test(name)) return messages.makes(name)
  const first = (positional[0] ?? keywords.get('t') ?? keywords.get('dtype') ?? keywords.get('device'))?.value
  if (!first) return undefined
  if (name === 'torch.set_default_tensor_type' && isCudaType(first)) return messages.defaultType
  if (name === 'torch.set_default_device' && options(first).every((option) => deviceName(option) === 'cuda'))
    return messages.defaultDevice
  return name === '.type' && isCudaType(first) ? messages.casts : undefined
}

/** `torch.cuda.FloatTensor if torch.cuda.is_available() else torch.FloatTensor` leaves Metal's GPU idle. */
function ofDecision(decision: DecisionSeen, context: AuditContext): Draft[] {
  const isOpen = switchesCudaType(decision)
  if ((!isOpen && !passesOverCudaType(decision)) || isMovedAtOnce(decision, context)) return []
  return [
    {
      effect: 'ignores-gpu',
      certainty: isOpen ? certaintyOf(decision, 'likely') : certaintyOf(decision),
      message: isOpen ? messages.switched : messages.choice,
      subject: { kind: 'device', value: 'cuda' },
      sites: [decisionSite(decision)],
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: tensorFix(decision, context) },
      group: isOpen ? 'switched' : 'choice',
    },
  ]
}
