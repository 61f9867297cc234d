/** `a if test else b`, and which such choices are about the machine. */
import type { Conditional, Expression } from '../project/python/tree.ts'
import { deviceName, join, truth, UNKNOWN, type Value, withBasis } from '../trace/value.ts'
import { type Frame, seenIn } from './frame.ts'
import { guarded } from './guards.ts'
import { observeChosenFallback } from './unless-given.ts'

/** Evaluates both, and observes a choice that depends on the machine or is between its devices. */
export function conditional(node: Conditional, frame: Frame): Value {
  const test = frame.engine.evaluate(node.test, frame)
  const known = truth(test)
  const then = frame.engine.evaluate(node.then, guarded(frame, node.test, test, true))
  const otherwise = frame.engine.evaluate(node.otherwise, guarded(frame, node.test, test, false))
  const chosen = known === undefined ? join([then, otherwise]) : known ? then : otherwise
  if (known === undefined && !test.basis?.length) observeChosenFallback(node, then, otherwise, frame)
  if (test.basis?.length || (known === undefined && (isCudaOrCpu(then, otherwise) || comparesWithCpu(node.test)))) {
    frame.observe?.({
      kind: 'decision',
      node,
      test: node.test,
      branch: 0,
      value: known,
      basis: test.basis ?? [],
      chosen,
      rejected: known === undefined ? UNKNOWN : known ? otherwise : then,
      ...seenIn(frame),
    })
  }
  return withBasis(chosen, test.basis)
}

/** `half if device != "cpu" else None`, `half if amp and device != "cpu" else None`. */
function comparesWithCpu(test: Expression): boolean {
  const last = test.kind === 'boolean' ? test.right : test
  if (last.kind !== 'comparison') return false
  const [only] = last.rest
  return only?.right.kind === 'string' && only.right.value === 'cpu'
}

/** `"cuda" if args.gpu else "cpu"` is about the machine, whatever it asks, and so is a choice of the type of tensors. */
function isCudaOrCpu(then: Value, otherwise: Value): boolean {
  const names = [deviceName(then), deviceName(otherwise)]
  const types = [typeOfTensors(then), typeOfTensors(otherwise)]
  return (names.includes('cuda') && names.includes('cpu')) || (types.includes('cuda') && types.includes('cpu'))
}

/** Where `torch.cuda.FloatTensor` and `torch.Tensor` make tensors, and where the types of `torch.cuda` and `torch` do. */
function typeOfTensors(value: Value): 'cuda' | 'cpu' | undefined {
  const type = value.kind === 'external' ? /^torch(\.cuda)?(?:\.(?:[A-Z]\w*)?Tensor)?$/.exec(value.name) : null
  return type ? (type[1] === undefined ? 'cpu' : 'cuda') : undefined
}
