import type { CallSeen } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { inModule, mindsMetal } from '../../devices/destination.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { methodSpan } from '../../observations/call-arguments.ts'
import { unparse } from '../../../trace/unparse.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, seen, siteOf } from '../../observations/seen.ts'
import { fix, message, sources, title } from './prose.ts'

/** `y.type(x.type())`: the text that names the type of a tensor on Metal is none that PyTorch takes. */
export const rule = {
  code: 'dtype/type-as-text',
  title,
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
    sites: [siteOf(call, methodSpan(call)), siteOf(call, asked)],
    sources,
    fix: { kind: 'automatic', effort: 'minutes', summary: fix },
    backend: 'mps',
    group: call.function?.name ?? '<module>',
  }
}

/** `x.type()`, in the argument itself or where the name in it was set. */
function askedType(node: Expression, call: CallSeen, context: AuditContext): Expression | undefined {
  const given = node.kind === 'name' ? assignedTo(node.id, call, context) : node
  if (given?.kind !== 'call' || given.arguments.length > 0) return undefined
  return given.callee.kind === 'attribute' && given.callee.name === 'type' ? given : undefined
}

/** What a name was set to, where the function sets it once. */
function assignedTo(
  name: string,
  { module, function: around }: CallSeen,
  context: AuditContext,
): Expression | undefined {
  const [only, ...others] = seen(context, 'assignment').filter(
    (own) => own.module === module && own.function === around && own.target === name,
  )
  return others.length === 0 ? only?.node.value : undefined
}

function comesFromCpu(node: Expression): boolean {
  return /\.(cpu|numpy)\(\)/.test(unparse(node))
}
