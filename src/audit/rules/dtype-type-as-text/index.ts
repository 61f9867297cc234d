import type { CallSeen } from '../../../evaluate/observation.ts'
import type { Expression } from '../../../project/python/tree.ts'
import { assignedTo } from '../../observations/assigned.ts'
import { inModule, mindsMetal } from '../../devices/destination.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { methodSpan } from '../../observations/call-arguments.ts'
import type { Draft, Rule } from '../../rule.ts'
import { certaintyOf, siteOf } from '../../observations/seen.ts'
import { fix, message, sources, title } from './prose.ts'

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
    fix: { kind: 'manual', effort: 'minutes', summary: fix },
    backend: 'mps',
    group: call.function?.name ?? '<module>',
  }
}

/** `x.type()`, in the argument itself or where the name in it was set. */
function askedType(node: Expression, { module }: CallSeen): Expression | undefined {
  const given = node.kind === 'name' ? assignedTo(node.id, { module, at: node.at, end: node.end }) : node
  if (given?.kind !== 'call' || given.arguments.length > 0) return undefined
  return given.callee.kind === 'attribute' && given.callee.name === 'type' ? given : undefined
}

function comesFromCpu({ at, end }: Expression, { module }: CallSeen): boolean {
  return /\.(cpu|numpy)\(\)/.test(module.file.text.slice(at, end))
}
