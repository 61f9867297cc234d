import type { TracedClass, TracedFunction } from '../../../trace/definition.ts'
import type { CallSeen } from '../../../trace/observation.ts'
import type { Module } from '../../../trace/trace.ts'
import { options, type Value } from '../../../trace/value.ts'
import { seen } from '../../observations/seen.ts'
import { memoized } from '../../memoized.ts'
import type { AuditContext } from '../../rule.ts'

/** Code in which a model is made, and perhaps moved. */
type Scope = TracedFunction | Module

/** Whether the model that is called was made by the same function, which moves none of its class: another one than the program moves. */
export function isMadeHereAndLeft(call: CallSeen, context: AuditContext): boolean {
  const { made, moved } = classesByScope(context)
  const scope = scopeOf(call)
  const own = classesOf(call.callee)
  return own.length > 0 && own.every((each) => made.get(scope)?.has(each) && !moved.get(scope)?.has(each))
}

/** The classes of the project's own of which objects are made and moved, by the function, or else the module, that does it. */
const classesByScope = memoized((context: AuditContext) => {
  const made = new Map<Scope, Set<TracedClass>>()
  const moved = new Map<Scope, Set<TracedClass>>()
  for (const call of context.index.byKind.call)
    for (const option of call.callee ? options(call.callee) : [])
      if (option.kind === 'class') note(made, scopeOf(call), option.class)
  for (const move of seen(context, 'call', '.to', '.cuda'))
    for (const each of classesOf(move.receiver)) note(moved, scopeOf(move), each)
  return { made, moved }
})

function note(found: Map<Scope, Set<TracedClass>>, scope: Scope, own: TracedClass): void {
  const known = found.get(scope)
  if (known) known.add(own)
  else found.set(scope, new Set([own]))
}

function classesOf(value: Value | undefined): readonly TracedClass[] {
  return (value ? options(value) : []).flatMap((each) => (each.kind === 'object' ? [each.class] : []))
}

function scopeOf({ function: around, module }: CallSeen): Scope {
  return around ?? module
}
