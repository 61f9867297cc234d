import type { CallSeen } from '../../../trace/observation.ts'
import { dtypeOf } from '../../../trace/dtype.ts'
import type { Call, Expression } from '../../../trace/syntax.ts'
import { unparse } from '../../../trace/unparse.ts'
import { hasName } from '../../../trace/words.ts'
import { lastAssignedTo } from '../../observations/assigned.ts'
import type { AuditContext } from '../../rule.ts'
import { USUALLY_NARROW } from './maybe-from-numpy.ts'

/** Longest chain of calls, attributes and indices that is looked through. */
const CHAIN_LIMIT = 12

/** Methods that make floats of 32 bits and less, or may: `.to(torch.float32)`. */
export const LATE_CAST = /^\.(float|half|bfloat16|to|type)$/

/**
 * `torch.from_numpy(a).to(device)[i].float()`: the array is moved with NumPy's type, and cast only when it is there, also
 * by `x = x.float()` in a later line. Gives the move; undefined for any other call.
 */
export function lateCast(call: CallSeen, context: AuditContext): Call | undefined {
  if (!isNarrowing(call)) return undefined
  let inner: Expression | undefined = objectOf(call.node)
  for (let depth = 0; inner && depth < CHAIN_LIMIT; depth++) {
    if (isMove(inner) && (isFromNumpy(objectOf(inner)) || isFromDataset(objectOf(inner), call, context))) return inner
    if (isMadeThere(inner)) return inner
    if (isCast(inner)) return undefined
    inner = inner.kind === 'name' ? lastAssignedTo(inner.id, call, context)?.node.value : objectOf(inner)
  }
  return undefined
}

/**
 * `data.to(device).float()`, of what a loop or a caller gives: nobody casts what is of 32 bits already. Gives the move;
 * undefined where the type is known, or by its name usually is that of bytes or whole numbers.
 */
export function lateCastOfData(call: CallSeen, context: AuditContext): Call | undefined {
  const { node, receiver, function: around } = call
  const move = objectOf(node)
  const moved = move && isMove(move) ? objectOf(move) : undefined
  if (!castsTo32(call) || !move || moved?.kind !== 'name' || USUALLY_NARROW.test(moved.id) || NETWORKS.test(moved.id))
    return undefined
  const isKnown = receiver?.kind === 'tensor' && receiver.dtype !== undefined
  if (isKnown || around === undefined || lastAssignedTo(moved.id, call, context) !== undefined) return undefined
  return isMove(move) ? move : undefined
}

/** Networks, by what they are called: their weights are of 32 bits or less before they are cast, too. */
const NETWORKS = /model|net(?:work|_[a-z])?$|encoder|decoder|vocoder|unet|vae|transformer|discriminator|generator/i

/** What a loop gets out of `TensorDataset(torch.from_numpy(a), ...)` in the same module: it is of NumPy's type. */
function isFromDataset(node: Expression | undefined, call: CallSeen, context: AuditContext): boolean {
  const { code } = call.module.words
  return (
    node?.kind === 'name' &&
    lastAssignedTo(node.id, call, context) === undefined &&
    hasName(code, 'TensorDataset') &&
    hasName(code, 'from_numpy')
  )
}

/** `torch.tensor(values, device=device)`: of an array, a tensor of its type is made on the device. */
function isMadeThere(node: Expression): node is Call {
  if (node.kind !== 'call' || node.callee.kind !== 'attribute') return false
  if (!/^(?:tensor|as_tensor|asarray)$/.test(node.callee.name) || node.arguments.some(({ name }) => name === 'dtype'))
    return false
  const [first] = node.arguments
  return node.arguments.some(({ name }) => name === 'device') && first !== undefined && mayBeArray(first.value)
}

/** What is no number or list by the way it is written. */
function mayBeArray(node: Expression): boolean {
  return node.kind === 'name' || node.kind === 'attribute' || (node.kind === 'subscript' && mayBeArray(node.object))
}

/** `.float()` and `.to(torch.float32)`. */
export function castsTo32({ name, keywords, positional }: CallSeen): boolean {
  return name === '.float' || dtypeOf((keywords.get('dtype') ?? positional[0])?.value) === 'float32'
}

/** `.float()`, `.to(torch.float32)`, and `.to(dtype)` with a type that is not known here. */
function isNarrowing({ name, keywords, positional, node }: CallSeen): boolean {
  if (!LATE_CAST.test(name)) return false
  if (name !== '.to' && name !== '.type') return keywords.size === 0
  const [given, ...more] = node.arguments
  if (!given || more.length > 0) return false
  const value = (keywords.get('dtype') ?? positional[0])?.value
  const dtype = dtypeOf(value)
  return dtype === undefined ? given.name === 'dtype' || namesDtype(given.value) : /^b?float(16|32)$/.test(dtype)
}

function namesDtype(node: Expression): boolean {
  return (node.kind === 'name' && /dtype/.test(node.id)) || (node.kind === 'attribute' && /dtype/.test(node.name))
}

function objectOf(node: Expression): Expression | undefined {
  if (node.kind === 'subscript') return node.object
  if (node.kind === 'attribute') return node.object
  return node.kind === 'call' && node.callee.kind === 'attribute' ? node.callee.object : undefined
}

/** `.cuda()`, or `.to(...)` with a device and no dtype. */
function isMove(node: Expression): node is Call {
  if (node.kind !== 'call' || node.callee.kind !== 'attribute') return false
  if (node.callee.name === 'cuda') return true
  const [given, ...more] = node.arguments.filter(({ name }) => name !== 'non_blocking' && name !== 'copy')
  if (node.callee.name !== 'to' || !given || more.length > 0) return false
  return given.name !== 'dtype' && !namesDtype(given.value) && !isTorchDtype(given.value)
}

/** `torch.float32`, in a cast that is no move. */
function isTorchDtype(node: Expression): boolean {
  return node.kind === 'attribute' && /^(b?float\d*|half|double|u?int\d*|long|bool)$/.test(node.name)
}

/** `torch.from_numpy(a)`, also with more between it and the move: `torch.from_numpy(a).T.unsqueeze(0)`. */
function isFromNumpy(node: Expression | undefined): boolean {
  let inner = node
  for (let depth = 0; inner && depth < CHAIN_LIMIT; depth++) {
    if (inner.kind === 'call' && inner.callee.kind === 'attribute' && inner.callee.name === 'from_numpy')
      return !isOfBytes(inner.arguments[0]?.value)
    if (isCast(inner)) return false
    inner = objectOf(inner)
  }
  return false
}

/** What a comparison gives is no float, and what is read of a picture or a film are bytes: `cv2.imread(path)`, `video.read()[1]`. */
function isOfBytes(node: Expression | undefined): boolean {
  if (node?.kind === 'subscript') return isOfBytes(node.object)
  if (node?.kind !== 'call') return node?.kind === 'comparison'
  return READS_BYTES.test(unparse(node.callee))
}

const READS_BYTES = /(?:^|\.)(?:imread|imdecode)$|(?:^|[._])(?:cap|capture|vid|video|camera|stream|webcam)\.read$/

function isCast(node: Expression): boolean {
  if (node.kind !== 'call' || node.callee.kind !== 'attribute') return false
  if (/^(float|half|bfloat16|type|astype|long|int|bool)$/.test(node.callee.name)) return true
  return (
    node.callee.name === 'to' &&
    node.arguments.some(({ name, value }) => name === 'dtype' || isTorchDtype(value) || namesDtype(value))
  )
}
