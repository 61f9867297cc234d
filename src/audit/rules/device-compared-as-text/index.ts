import type { ComparisonSeen } from '../../../trace/observation.ts'
import type { Expression, Statement } from '../../../trace/syntax.ts'
import { options, type Value } from '../../../trace/value.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { guardSite } from '../../observations/sites.ts'
import { fix, messages, sources, title } from './prose.ts'

/** `str(x.device) == "mps"`, `x.device != torch.device("mps")`: the device of a tensor has an index, and what one chooses has none. */
export const rule = {
  code: 'device/compared-as-text',
  title,
  words: { strong: ['mps'], printed: ['device'], weak: ['device'] },
  find: (context) =>
    seen(context, 'comparison')
      .filter(isLive)
      .flatMap((comparison) => draftOf(comparison, context) ?? []),
} satisfies Rule

function draftOf(comparison: ComparisonSeen, context: AuditContext): Draft | undefined {
  const { node, operator, left, right, block } = comparison
  const [only, ...more] = node.rest
  if (!only || more.length > 0 || !/^[!=]=$/.test(operator)) return undefined
  // What is moved to where it is already stays there.
  if (block?.every(moves)) return undefined
  const isLeft = isOfTensor(node.left)
  if (isLeft === isOfTensor(only.right)) return undefined
  const [other, value] = isLeft ? [only.right, right] : [node.left, left]
  const isMetal = namesMetal(value)
  if (!isMetal && !mayBeMetal(isLeft ? node.left : only.right, other, value, context)) return undefined
  return {
    effect: block?.some(stops) && operator === '!=' ? 'blocks' : 'degrades',
    certainty: isMetal ? certaintyOf(comparison, 'likely') : 'possible',
    message: isMetal ? messages.metal : messages.open,
    subject: { kind: 'device', value: 'mps' },
    sites: [guardSite(comparison, node)],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fix },
    group: String(isMetal),
    backend: 'mps',
  }
}

/** What holds the device that a program chose, rather than a tensor that is on it. */
const CHOSEN = /^(?:self|cls|args|opts?|cfg|conf|config|settings|options|hparams|flags|shared|devices)$/i

/** `x.device`, also as a text. */
function isOfTensor(node: Expression): boolean {
  const inner = unprinted(node)
  if (inner.kind !== 'attribute' || inner.name !== 'device') return false
  const { object } = inner
  if (object.kind === 'attribute') return !CHOSEN.test(object.name)
  return object.kind !== 'name' || !CHOSEN.test(object.id)
}

/** What `str(...)` and `.lower()` are called on. */
function unprinted(node: Expression): Expression {
  if (node.kind !== 'call') return node
  const { callee, arguments: given } = node
  const [first] = given
  if (callee.kind === 'name' && callee.id === 'str' && first) return unprinted(first.value)
  return callee.kind === 'attribute' && /^(?:lower|upper)$/.test(callee.name) ? unprinted(callee.object) : node
}

/** Whether the other device is Metal's by its name alone. */
function namesMetal(value: Value): boolean {
  return options(value).some(
    (option) =>
      (option.kind === 'device' && option.name === 'mps') || (option.kind === 'constant' && option.value === 'mps'),
  )
}

/** Whether both are compared as texts in a project that chooses Metal, and nobody knows what the other one is. */
function mayBeMetal(tensor: Expression, other: Expression, value: Value, { traits }: AuditContext): boolean {
  const named = unprinted(other)
  const name = named.kind === 'name' ? named.id : named.kind === 'attribute' ? named.name : ''
  return traits.choosesMetal && unprinted(tensor) !== tensor && /device/i.test(name) && value.kind === 'unknown'
}

function stops({ kind }: Statement): boolean {
  return kind === 'raise'
}

/** `x = x.to(device)`, `self.model.to(device)`. */
function moves(statement: Statement): boolean {
  const node = statement.kind === 'assignment' || statement.kind === 'expression' ? statement.value : undefined
  return node?.kind === 'call' && node.callee.kind === 'attribute' && /^(?:to|cuda|cpu)$/.test(node.callee.name)
}
