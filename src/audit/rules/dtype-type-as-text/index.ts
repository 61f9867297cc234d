import type { CallSeen } from '../../../evaluate/observation.ts'
import type { Call, Expression } from '../../../project/python/tree.ts'
import { assignedTo } from '../../observations/assigned.ts'
import { inModule, mindsMetal } from '../../devices/destination.ts'
import { editAt } from '../../finding/edit-at.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { methodSpan } from '../../observations/call-arguments.ts'
import type { Draft, Rule } from '../../rule.ts'
import { certaintyOf, siteOf } from '../../observations/seen.ts'
import { fix, message, sources, title, why } from './prose.ts'

/** `y.type(x.type())`: the text that names the type of a tensor on Metal is none that PyTorch takes. */
export const rule = {
  code: 'dtype/type-as-text',
  title,
  find: (context) => liveCalls(context).flatMap((call) => draftOf(call) ?? []),
} satisfies Rule

function draftOf(call: CallSeen): Draft | undefined {
  const [first] = call.positional
  if (call.name !== '.type' || !first || mindsMetal(call)) return undefined
  const asked = askedType(first.argument.value, call)
  if (!asked || comesFromCpu(asked, call)) return undefined
  return {
    effect: 'blocks',
    // Outside of a network it is not known whether the tensors are on the GPU.
    certainty: certaintyOf(call, inModule(call) ? 'likely' : 'possible'),
    message,
    sites: [siteOf(call, methodSpan(call)), siteOf(call, asked)],
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
  const about = { safety: 'suggested', why } as const
  return [
    editAt(call, { at: callee.nameAt, end: callee.end }, 'to', about),
    editAt(call, { at: asked.callee.object.end, end: asked.end }, '', about),
  ]
}

/** `x.type()`, in the argument itself or where the name in it was set. */
function askedType(node: Expression, { module }: CallSeen): Call | undefined {
  const given = node.kind === 'name' ? assignedTo(node.id, { module, at: node.at, end: node.end }) : node
  if (given?.kind !== 'call' || given.arguments.length > 0) return undefined
  return given.callee.kind === 'attribute' && given.callee.name === 'type' ? given : undefined
}

function comesFromCpu({ at, end }: Expression, { module }: CallSeen): boolean {
  return /\.(cpu|numpy)\(\)/.test(module.file.text.slice(at, end))
}
