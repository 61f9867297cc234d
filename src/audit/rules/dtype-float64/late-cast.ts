import type { CallSeen } from '../../../trace/observation.ts'
import type { Call, Expression } from '../../../trace/syntax.ts'

/** Longest chain of calls, attributes and indices that is looked through. */
const CHAIN_LIMIT = 12

/** Methods that make floats of 32 bits and less. */
export const LATE_CAST = /^\.(float|half|bfloat16)$/

/**
 * `torch.from_numpy(a).to(device)[i].float()`: the array is moved with NumPy's type, and cast only when it is there.
 * Gives the move; undefined for any other call.
 */
export function lateCast({ name, node, keywords }: CallSeen): Call | undefined {
  if (!LATE_CAST.test(name) || keywords.size > 0) return undefined
  let inner: Expression | undefined = objectOf(node)
  for (let depth = 0; inner && depth < CHAIN_LIMIT; depth++) {
    if (isMove(inner) && isFromNumpy(objectOf(inner))) return inner
    if (isCast(inner)) return undefined
    inner = objectOf(inner)
  }
  return undefined
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
  return node.callee.name === 'to' && node.arguments.length === 1 && node.arguments[0]?.name !== 'dtype'
}

function isFromNumpy(node: Expression | undefined): boolean {
  if (node?.kind !== 'call' || node.callee.kind !== 'attribute' || node.callee.name !== 'from_numpy') return false
  // What a comparison gives is no float.
  return node.arguments[0]?.value.kind !== 'comparison'
}

function isCast(node: Expression): boolean {
  return node.kind === 'call' && node.callee.kind === 'attribute' && /^(float|half|type|astype)$/.test(node.callee.name)
}
