import type { CallSeen } from '../../../trace/observation.ts'
import { deviceForUse } from '../../devices/in-scope/device-for-use.ts'
import { editAt, insertAt } from '../../finding/edit-at.ts'
import type { Edits } from '../../finding/fix-by.ts'
import type { AuditContext } from '../../rule.ts'
import { chooseMetalForText } from '../../torch/choose-metal.ts'
import { torchNameAt } from '../../torch/torch-name.ts'
import { torchIn } from '../../torch/written-out.ts'

/** Metal's default device where there is Metal. */
export function defaultOnMetal(call: CallSeen, context: AuditContext): Edits {
  const given = call.node.arguments[0]
  return given ? chooseMetalForText(context, call, given.value, '"mps"') : []
}

/** `torch.FloatTensor(2, 3).to(device)` for `torch.cuda.FloatTensor(2, 3)`; Metal has no 64-bit floats. */
export function madeOnDevice(call: CallSeen, context: AuditContext): Edits {
  const torch = torchIn(call.node.callee, call.name)
  const device = deviceForUse(context, call)
  if (!torch || !device || !call.name.endsWith('Tensor') || /Double/.test(call.name)) return []
  const { code, why, added } = device
  // What is made from a tensor that is on CUDA already is made otherwise.
  const about = { safety: 'suggested', why } as const
  return [
    editAt(call, { at: torch.end, end: call.node.callee.end }, call.name.replace('torch.cuda', ''), about),
    insertAt(call, call.node.end, `.to(${code})`, about),
    ...added,
  ]
}

/** `x.to(device, torch.float32)` for `x.type(torch.cuda.FloatTensor)`. */
export function castOnDevice(call: CallSeen, dtype: string, context: AuditContext): Edits {
  const [only, ...others] = call.node.arguments
  const { callee } = call.node
  const torch = torchNameAt(context, { ...call, at: call.node.at })
  const device = deviceForUse(context, call)
  if (!only || others.length > 0 || callee.kind !== 'attribute' || !torch || !device || call.callee) return []
  const { code, safety, why, added } = device
  const about = { safety, why }
  return [
    editAt(call, { at: callee.nameAt, end: callee.end }, 'to', about),
    editAt(call, only, `${code}, ${torch}.${dtype}`, about),
    ...added,
  ]
}
