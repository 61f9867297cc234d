/** How a device is written out: `"cuda"`, `f"cuda:{rank}"`, `torch.device("cpu")`. */
import type { Expression } from '../../trace/syntax.ts'

/** The expression that names the CPU: `"cpu"`, or the one in `torch.device("cpu")`. */
export function cpuText(node: Expression): Expression | undefined {
  const text = inDevice(node)
  return text.kind === 'string' && text.value === 'cpu' ? text : undefined
}

/** The expression that names a device of CUDA, with or without its number. */
export function cudaText(node: Expression): Expression | undefined {
  const text = inDevice(node)
  return namesCuda(text) ? text : undefined
}

/** What a device is made of by its name alone, or else itself. */
function inDevice(node: Expression): Expression {
  if (node.kind !== 'call' || node.arguments.length !== 1) return node
  const [only] = node.arguments
  const { callee } = node
  const name = callee.kind === 'attribute' ? callee.name : callee.kind === 'name' ? callee.id : ''
  const isNamed = only !== undefined && only.star === undefined && (only.name ?? 'type') === 'type'
  return name === 'device' && isNamed ? only.value : node
}

function namesCuda(node: Expression): boolean {
  switch (node.kind) {
    case 'string':
      return /^cuda(?::\d+)?$/.test(node.value)
    case 'formatted':
      return typeof node.parts[0] === 'string' && /^cuda:?$/.test(node.parts[0])
    case 'binary':
      return node.left.kind === 'string' && node.left.value.startsWith('cuda:')
    case 'call':
      return (
        node.callee.kind === 'attribute' &&
        node.callee.name === 'format' &&
        node.callee.object.kind === 'string' &&
        /^cuda:\{\d*\}$/.test(node.callee.object.value)
      )
    default:
      return false
  }
}
