import type { CallSeen } from '../../../trace/observation.ts'
import type { Call, Expression } from '../../../trace/syntax.ts'
import { inModule, mindsMetal } from '../../devices/destination.ts'
import { bodyHas, wanted } from '../../devices/body-names.ts'
import { editAt } from '../../finding/edit-at.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { unparse } from '../../../trace/unparse.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { assignedTo } from '../../observations/assigned.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { fix, message, sources, title, why } from './prose.ts'
import { nameSite, useSite } from '../../observations/sites.ts'

/** `y.type(x.type())`: the text that names the type of a tensor on Metal is none that PyTorch takes. */
export const rule = {
  code: 'dtype/type-as-text',
  title,
  words: { strong: ['mps'], bare: ['type'] },
  find: (context) => liveCalls(context, '.type').flatMap((call) => draftOf(call, context) ?? []),
} satisfies Rule

function draftOf(call: CallSeen, context: AuditContext): Draft | undefined {
  const [first] = call.positional
  if (!first || mindsMetal(call)) return undefined
  const asked = askedType(first.argument.value, call, context)
  if (!asked || comesFromCpu(asked)) return undefined
  return {
    effect: 'blocks',
    // Outside of a network it is not known whether the tensors are on the GPU.
    certainty: certaintyOf(call, inModule(call) ? 'likely' : 'possible'),
    message,
    subject: { kind: 'call', name: 'torch.Tensor.type' },
    sites: [useSite(call), nameSite(call, asked)],
    sources,
    fix: fixBy(toTensor(call, asked), { effort: 'minutes', summary: fix }),
    backend: 'mps',
    group: call.function?.name ?? '<module>',
  }
}

/** `y.type(x.type())` as `y.to(x)`, which gives it the type and the device of the other too. */
function toTensor(call: CallSeen, asked: Call): Edits {
  const [only, ...more] = call.node.arguments
  const { callee } = call.node
  if (only?.value !== asked || more.length > 0 || callee.kind !== 'attribute' || asked.callee.kind !== 'attribute')
    return []
  // Storages have a type too, and cannot be moved by another one.
  if (call.function && bodyHas(call.function, STORAGE)) return []
  const about = { safety: 'suggested', why } as const
  return [
    editAt(call, { at: callee.nameAt, end: callee.end }, 'to', about),
    editAt(call, { at: asked.callee.object.end, end: asked.end }, '', about),
  ]
}

const STORAGE = wanted(['storage', 'Storage', 'untyped_storage'])

/** `x.type()`, in the argument itself or where the name in it was set. */
function askedType(node: Expression, call: CallSeen, context: AuditContext): Call | undefined {
  const given = node.kind === 'name' ? assignedTo(node.id, call, context) : node
  if (given?.kind !== 'call' || given.arguments.length > 0) return undefined
  return given.callee.kind === 'attribute' && given.callee.name === 'type' ? given : undefined
}

function comesFromCpu(node: Expression): boolean {
  return /\.(cpu|numpy)\(\)/.test(unparse(node))
}
