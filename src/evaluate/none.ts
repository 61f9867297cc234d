/** What a machine answers None to, and a program uses as if it were something. */
import type { BinaryOperation, Expression } from '../project/python/tree.ts'
import { type Frame, seenIn } from './frame.ts'
import type { NoneSeen } from '../trace/observation.ts'
import type { Value } from '../trace/value.ts'

/** `torch.version.cuda.split('.')`, `torch.version.cuda[:2]`: what is done with None raises `exception`. */
export function observeNone(node: Expression, value: Value, exception: NoneSeen['exception'], frame: Frame): void {
  if (value.kind !== 'constant' || value.value !== null || !value.basis) return
  const [asked] = value.basis
  if (asked?.fact === 'cuda') frame.observe?.({ kind: 'none', node, name: asked.name, exception, ...seenIn(frame) })
}

/** `gpus[0]` of `gpus = list(range(torch.cuda.device_count()))`. */
export function observeEmpty(node: Expression, value: Value, frame: Frame): void {
  if (value.kind !== 'collection' || value.items.length > 0 || value.anyNumber) return
  const asked = value.basis?.find(({ name }) => name.endsWith('.device_count'))
  if (asked) frame.observe?.({ kind: 'none', node, name: asked.name, exception: 'IndexError', ...seenIn(frame) })
}

/** Of `+` either side, of what else only the left one: `"%s" % None` and `2 * None` are other matters. */
export function observeNoneIn(node: BinaryOperation, left: Value, right: Value, frame: Frame): void {
  observeNone(node.left, left, 'TypeError', frame)
  if (node.operator === '+') observeNone(node.right, right, 'TypeError', frame)
}

/** Comparisons by order, and a search in what is not there. */
export function observeNoneCompared(
  leftNode: Expression,
  left: Value,
  operator: string,
  rightNode: Expression,
  right: Value,
  frame: Frame,
): void {
  const isOfOrder = /^[<>]=?$/.test(operator)
  if (isOfOrder) observeNone(leftNode, left, 'TypeError', frame)
  if (isOfOrder || operator === 'in' || operator === 'not in') observeNone(rightNode, right, 'TypeError', frame)
}
