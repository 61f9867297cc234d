/** Whether what a call of a library makes is moved to a device afterwards. */
import type { LibraryCall } from '../../knowledge/knowledge.ts'
import type { AttributeSeen, CallSeen } from '../../trace/observation.ts'
import type { Module } from '../../trace/trace.ts'
import { options, UNKNOWN, type Value } from '../../trace/value.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'

/** Whether code beside a call moves what the call makes, or what it is made of: a method belongs to what may be moved before. */
export function mayBeMoved(
  { names }: LibraryCall,
  { module }: CallSeen | AttributeSeen,
  context: AuditContext,
): boolean {
  const makers = names.flatMap((name) => [name, name.slice(0, Math.max(0, name.lastIndexOf('.')))])
  return (movedThings(context).get(module) ?? []).some(
    (thing) =>
      thing.kind === 'unknown' ||
      (thing.kind === 'instance' && makers.some((maker) => maker !== '' && thing.of.endsWith(`.${maker}`))),
  )
}

/** What the modules move by `.to(...)` or `.cuda()`, as far as it is known. */
const movedThings = memoized((context: AuditContext): ReadonlyMap<Module, readonly Value[]> => {
  const found = new Map<Module, Value[]>()
  for (const { module, receiver } of seen(context, 'call', '.to', '.cuda')) {
    const things = options(receiver ?? UNKNOWN)
    const own = found.get(module)
    if (own) own.push(...things)
    else found.set(module, [...things])
  }
  return found
})
