/** What a machine answers None to, and a program uses as if it were something. */
import type { Expression } from '../project/python/tree.ts'
import { type Frame, seenIn } from './frame.ts'
import type { Value } from '../trace/value.ts'

/** `torch.version.cuda.split('.')`, `torch.version.cuda >= '11'`: what is done with None raises `exception`. */
export function observeNone(
  value: Value,
  node: Expression,
  exception: 'AttributeError' | 'TypeError',
  frame: Frame,
): void {
  if (value.kind !== 'constant' || value.value !== null || !value.basis) return
  const [asked] = value.basis
  if (asked?.fact !== 'cuda') return
  frame.observe?.({ kind: 'none', node, name: asked.name, exception, ...seenIn(frame) })
}

/** An operand, and what it is. */
type Operand = readonly [node: Expression, value: Value]

/** Of `+` either side, of what else only the left one: `"%s" % None` and `2 * None` are other matters. */
export function observeNoneIn(operator: string, [node, left]: Operand, [other, right]: Operand, frame: Frame): void {
  observeNone(left, node, 'TypeError', frame)
  if (operator === '+') observeNone(right, other, 'TypeError', frame)
}

/** Comparisons by order, and a search in what is not there. */
export function observeNoneCompared(
  operator: string,
  [node, left]: Operand,
  [other, right]: Operand,
  frame: Frame,
): void {
  if (/^[<>]=?$/.test(operator)) observeNone(left, node, 'TypeError', frame)
  if (/^(?:[<>]=?|in|not in)$/.test(operator)) observeNone(right, other, 'TypeError', frame)
}
