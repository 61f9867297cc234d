import type { BooleanOperation, Conditional, Expression } from '../project/python/tree.ts'
import { deviceName, options, type Value } from '../trace/value.ts'
import { unparse } from '../trace/unparse.ts'
import { type Frame, seenIn } from './frame.ts'

type Part = readonly [node: Expression, value: Value]

/** Observes CUDA where it is taken because nobody gives something else: `args.device or "cuda"`. */
export function observeFallback(
  node: BooleanOperation | Conditional,
  [asked, given]: Part,
  [written, value]: Part,
  frame: Frame,
): void {
  if (!frame.observe || !isCuda(value) || options(given).some((option) => deviceName(option) !== undefined)) return
  const root = rootOf(asked)
  if (root === undefined) return
  frame.observe({ kind: 'fallback', node, name: nameOf(asked) ?? root, root, value, written, ...seenIn(frame) })
}

/** The same of a condition that asks whether what it would take is there: `sys.argv[1] if len(sys.argv) > 1 else "cuda"`. */
export function observeChosenFallback(node: Conditional, then: Value, otherwise: Value, frame: Frame): void {
  if (!frame.observe || isCuda(then) === isCuda(otherwise)) return
  const parts: readonly [Part, Part] = [
    [node.then, then],
    [node.otherwise, otherwise],
  ]
  const [asked, fallback] = isCuda(otherwise) ? parts : parts.toReversed()
  if (!asked || !fallback) return
  const root = rootOf(asked[0])
  if (root !== undefined && namesIn(node.test).has(root)) observeFallback(node, asked, fallback, frame)
}

function isCuda(value: Value): boolean {
  return options(value).every((option) => deviceName(option) === 'cuda')
}

/** The variable with which an expression begins, also one that is only made into something else: `torch.device(name)`. */
function rootOf(node: Expression): string | undefined {
  switch (node.kind) {
    case 'name':
      return node.id
    case 'attribute':
      return rootOf(node.object)
    case 'subscript':
      return rootOf(node.object)
    case 'call':
      return (node.arguments[0] && rootOf(node.arguments[0].value)) ?? rootOf(node.callee)
    default:
      return undefined
  }
}

/** What something is called where it is kept: a variable, an attribute, or the key by which it is looked up. */
function nameOf(node: Expression): string | undefined {
  switch (node.kind) {
    case 'name':
      return node.id
    case 'attribute':
      return node.name
    case 'string':
      return node.value
    case 'subscript':
      return node.index[0] && nameOf(node.index[0])
    case 'call':
      return node.arguments[0] && nameOf(node.arguments[0].value)
    default:
      return undefined
  }
}

function namesIn(test: Expression): ReadonlySet<string> {
  return new Set(unparse(test).match(/[A-Za-z_]\w*/g))
}
