import type { CallSeen } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { unparse } from '../../../trace/unparse.ts'
import { lastAssignedTo } from '../../observations/assigned.ts'
import type { AuditContext } from '../../rule.ts'
import { isAnywhere } from './places.ts'

/**
 * What the function around was given, of which nobody knows where it is, or what was made of it: `def norm(x): return
 * x.double().norm()`.
 */
export function isPassedIn(call: CallSeen, context: AuditContext): boolean {
  const { node, function: around, receiver } = call
  const isOpen = !receiver || receiver.kind === 'unknown' || (receiver.kind === 'tensor' && isAnywhere(receiver))
  if (around === undefined || comesFromCpu(call) || !isOpen) return false
  let inner: Expression | undefined = node.callee
  let before: Expression = node
  for (let depth = 0; inner && depth < STEPS_LIMIT; depth++) {
    if (inner.kind === 'name') {
      const id: string = inner.id
      const given: Expression | undefined = lastAssignedTo(id, { ...call, node: before }, context)?.node.value
      // Of what speaks of NumPy or of the CPU every line is read, so that a name that nothing is seen to be given is of neither.
      if (given === undefined) return id !== 'self' && around.parameters.some(({ name }) => name !== 'self')
      before = given
      inner = given
    } else inner = onWhich(inner)
  }
  return false
}

/** Most steps from a cast back to a parameter: some lines of a function, each with a few calls. */
const STEPS_LIMIT = 24

/**
 * What a method, attribute or index is of, what a function of PyTorch is given first, and the first of several that are
 * joined: `F.pad(x, (1, 1))`, `torch.cat((x, y))`.
 */
function onWhich(node: Expression): Expression | undefined {
  if (node.kind === 'sequence') return node.items[0]
  if (node.kind === 'attribute' || node.kind === 'subscript') return node.object
  if (node.kind !== 'call') return undefined
  const { callee, arguments: given } = node
  const isFunction =
    callee.kind === 'attribute' && callee.object.kind === 'name' && /^(?:F|torch)$/.test(callee.object.id)
  return isFunction ? given[callee.name === 'where' ? 1 : 0]?.value : callee
}

/** Whether what is cast was brought to the CPU, or is NumPy's. */
export function comesFromCpu({ node }: CallSeen): boolean {
  return /\.(cpu|numpy)\(\)|device='cpu|np\./.test(unparse(node))
}
