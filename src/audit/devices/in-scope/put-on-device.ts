/** Edits by which what is put on CUDA is put on the device of the program. */
import type { CallSeen } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { unparse } from '../../../trace/unparse.ts'
import { editAt, insertAt } from '../../finding/edit-at.ts'
import type { Edits } from '../../finding/fix-by.ts'
import type { AuditContext } from '../../rule.ts'
import { chooseMetal, chooseMetalForText, trueUnlessMetal } from '../../torch/choose-metal.ts'
import { isOwnCuda } from '../cuda-only.ts'
import { isForCollective } from '../for-collective.ts'
import { isForKernel } from '../for-kernel.ts'
import { isOfStorage } from './advice.ts'
import { type DeviceForUse, deviceForUse } from './device-for-use.ts'
import { deviceHeld } from './device-in-scope.ts'

/** `x.to(device)` for `x.cuda()`. A GPU that is named by its number, or by a name of the program, stays that where there is no Metal. */
export function moveToDevice(context: AuditContext, call: CallSeen): Edits {
  const { callee, arguments: given, end } = call.node
  const [first] = given
  // Objects of the project have methods of their own, and what `*args` holds is not known.
  if (callee.kind !== 'attribute' || isOwnMethod(call) || isOfStorage(call) || given.some(({ star }) => star))
    return [undefined]
  const renamed = (about: Pick<DeviceForUse, 'safety' | 'why'>) =>
    editAt(call, { at: callee.nameAt, end: callee.end }, 'to', about)
  const named = given.find(({ name }) => (name ?? 'device') === 'device')
  if (named && !isNone(named.value)) {
    if (isForKernel(call, context)) return [undefined]
    if (given.length === 1 && isChosen(context, call, named.value)) return [renamed(ABOUT_CHOSEN)]
    const [chosen] = chooseMetal(context, call, named.value, isForCollective(call) ? '"cpu"' : '"mps"')
    return chosen
      ? [renamed({ safety: chosen.safety, why: chosen.why }), chosen, ...waiting(context, call)]
      : [undefined]
  }
  const device = deviceForUse(context, call)
  if (!device || named) return [undefined]
  const { code, safety, why, added } = device
  const about = { safety, why }
  const put = first ? insertAt(call, first.at, `${code}, `, about) : insertAt(call, end - 1, code, about)
  return [renamed(about), put, ...waiting(context, call), ...added]
}

const ABOUT_CHOSEN = {
  safety: 'safe',
  why: 'The device is the one that the program chose; .to takes that of any kind, and with CUDA does the same.',
} as const

/** Whether what is named holds the device that the program chose, so that it is Metal's where that is chosen. */
function isChosen(context: AuditContext, call: CallSeen, named: Expression): boolean {
  const text = unparse(named)
  const known = deviceHeld(context, call)
  return known?.code === text && (known.by === 'machine' || known.by === 'cuda')
}

/** `non_blocking=True` is for CUDA: on Metal the copy may be overtaken. */
function waiting(context: AuditContext, call: CallSeen): Edits {
  const given = call.keywords.get('non_blocking')?.argument.value
  return given?.kind === 'constant' && given.value === true ? trueUnlessMetal(context, call, given) : []
}

/** The device of the program in place of CUDA's name in an argument. */
export function nameDevice(context: AuditContext, call: CallSeen, written: Expression): Edits {
  if (isForKernel(call, context)) return [undefined]
  if (isForCollective(call)) return chooseMetalForText(context, call, written, '"cpu"')
  const device = isReplaceable(call, written) ? deviceForUse(context, call) : undefined
  if (!device || device.code.includes(' if ')) return chooseMetalForText(context, call, written, '"mps"')
  const { code, safety, why, added } = device
  return [editAt(call, written, code, { safety, why }), ...added]
}

/** What says that it is the second GPU means that one; what the project's own code is given may be asked for its type. */
function isReplaceable({ callee }: CallSeen, written: Expression): boolean {
  return isPlain(written) && (callee === undefined || written.kind === 'string')
}

/** `"cuda"`, `torch.device("cuda")`. */
function isPlain(node: Expression): boolean {
  if (node.kind === 'call') {
    const [only, ...others] = node.arguments
    return only !== undefined && others.length === 0 && isPlain(only.value)
  }
  return node.kind === 'string' && /^cuda(?::0)?$/.test(node.value)
}

function isNone(node: Expression): boolean {
  return node.kind === 'constant' && node.value === null
}

/** A method of the project's own, or what such a method does: whoever calls it asks for CUDA by that name. */
function isOwnMethod({ receiver, callee, function: around }: CallSeen): boolean {
  return callee !== undefined || receiver?.kind === 'class' || (around !== undefined && isOwnCuda(around))
}
