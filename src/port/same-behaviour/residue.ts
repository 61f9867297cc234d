import type { Expression } from '../../trace/syntax.ts'
import type { BareTrace } from '../../trace/trace.ts'
import { unparse } from '../../trace/unparse.ts'
import { truth } from '../../trace/value.ts'
import { canonicalName } from './equivalents.ts'
import { asksOnly } from './questions.ts'

/** Deepest nesting that is simplified; what lies deeper is compared as it is written. */
const DEPTH_LIMIT = 40

/** What is left of an expression on a machine, as text. */
export type Residue = (node: Expression) => string

/**
 * What is left of expressions once the machine has answered: of `x if torch.backends.mps.is_available() else y` where there
 * is no Metal, `y`. So two ways to write the same for a machine read the same, and only they do. Of a call that was seen
 * the name is left, since it is compared by itself.
 */
export function residueOn(trace: BareTrace): Residue {
  const { truths, names } = answersIn(trace)

  function truthOf(node: Expression): boolean | undefined {
    if (node.kind === 'constant') return Boolean(node.value)
    if (node.kind !== 'not') return truths.get(node)
    const inner = truthOf(node.operand)
    return inner === undefined ? undefined : !inner
  }

  function left(node: Expression, depth: number): Expression {
    const inner = (part: Expression) => left(part, depth + 1)
    if (depth > DEPTH_LIMIT) return node
    switch (node.kind) {
      case 'call': {
        const name = names.get(node)
        if (name === undefined) return node
        const value = asksOnly(name) ? truths.get(node) : undefined
        return value === undefined
          ? { kind: 'name', id: `${canonicalName(name)}()`, at: node.at, end: node.end }
          : { kind: 'constant', value, at: node.at, end: node.end }
      }
      case 'not': {
        const value = truthOf(node)
        return value === undefined
          ? { ...node, operand: inner(node.operand) }
          : { kind: 'constant', value, at: node.at, end: node.end }
      }
      case 'conditional': {
        const test = truthOf(node.test)
        if (test !== undefined) return inner(test ? node.then : node.otherwise)
        return { ...node, test: inner(node.test), then: inner(node.then), otherwise: inner(node.otherwise) }
      }
      case 'boolean': {
        const first = truthOf(node.left)
        if (first !== undefined) return inner(first === (node.operator === 'or') ? node.left : node.right)
        return { ...node, left: inner(node.left), right: inner(node.right) }
      }
      case 'attribute':
      case 'subscript':
        return { ...node, object: inner(node.object) }
      case 'binary':
        return { ...node, left: inner(node.left), right: inner(node.right) }
      case 'wrapped':
        return { ...node, value: inner(node.value) }
      case 'sequence':
        return { ...node, items: node.items.map(inner) }
      default:
        return node
    }
  }
  return (node) => unparse(left(node, 0))
}

/** What is known of the truth of calls and tests, and the names of the calls that were seen. */
function answersIn({ observations }: BareTrace) {
  const truths = new Map<Expression, boolean>()
  const names = new Map<Expression, string>()
  for (const observation of observations) {
    if (observation.live === 'no') continue
    if (observation.kind === 'call') {
      names.set(observation.node, observation.name)
      const value = observation.result.kind === 'constant' ? truth(observation.result) : undefined
      if (value !== undefined) truths.set(observation.node, value)
    } else if (observation.kind === 'decision' && observation.node.kind === 'conditional') {
      if (observation.value !== undefined) truths.set(observation.test, observation.value)
    }
  }
  return { truths, names }
}
