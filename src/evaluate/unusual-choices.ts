/** Choices between devices that are no conditional expressions, observed as decisions like those. */
import type { BooleanOperation, Comprehension } from '../project/python/tree.ts'
import { deviceName, join, truth, UNKNOWN, type Value } from '../trace/value.ts'
import { type Frame, seenIn } from './frame.ts'

/** `torch.cuda.is_available() and "cuda" or "cpu"`, as conditions were written before Python had an expression for them. */
export function observeOlderConditional(node: BooleanOperation, left: Value, right: Value, frame: Frame): void {
  const { operator, left: first } = node
  const isOlder = operator === 'or' && first.kind === 'boolean' && first.operator === 'and'
  if (!isOlder || !frame.observe || deviceName(right) === undefined) return
  const quietly = { ...frame, observe: undefined }
  const test = frame.engine.evaluate(first.left, quietly)
  if (!test.basis?.length) return
  const value = truth(test)
  const then = frame.engine.evaluate(first.right, quietly)
  const [chosen, rejected] =
    value === undefined ? [join([then, right]), UNKNOWN] : value ? [left, right] : [right, then]
  const { basis } = test
  frame.observe({
    kind: 'decision',
    node,
    test: first.left,
    branch: 0,
    value,
    basis,
    chosen,
    rejected,
    ...seenIn(frame),
  })
}

/** `[f"cuda:{i}" for i in range(torch.cuda.device_count())]`, of which nothing is left on a machine without them. */
export function observeDevicesOfNone(
  node: Comprehension,
  nothing: Value,
  results: readonly Value[],
  frame: Frame,
): void {
  const [first] = node.clauses
  const [made, ...others] = results
  if (!first || !made || others.length > 0 || deviceName(made) === undefined) return
  const basis = nothing.basis ?? []
  const outcome = { value: false, basis, chosen: nothing, rejected: made }
  frame.observe?.({ kind: 'decision', node, test: first.value, branch: 0, ...outcome, ...seenIn(frame) })
}
