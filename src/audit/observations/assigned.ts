import type { AssignmentSeen, Observation } from '../../trace/observation.ts'
import type { Expression, Span } from '../../trace/syntax.ts'
import type { Module } from '../../trace/trace.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'
import { seen } from './seen.ts'

/** What a name is set to in the function around some code, or else its module, where that is done once; else undefined. */
export function assignedTo(
  name: string,
  { module, function: around }: Pick<Observation, 'module' | 'function'>,
  context: AuditContext,
): Expression | undefined {
  const own = assignments(context).get(module)?.get(name) ?? []
  const [only, ...others] = own.filter((assignment) => assignment.function === around)
  return others.length === 0 ? only?.node.value : undefined
}

/** What a name was set to last, before some code of the same function, as the lines stand. */
export function lastAssignedTo(
  name: string,
  { module, function: around, node: { at } }: Pick<Observation, 'module' | 'function'> & { readonly node: Span },
  context: AuditContext,
): AssignmentSeen | undefined {
  const own = assignments(context).get(module)?.get(name) ?? []
  return own.findLast((assignment) => assignment.function === around && assignment.node.end <= at)
}

/** The assignments to plain names, by module and name. */
const assignments = memoized((context: AuditContext) => {
  const found = new Map<Module, Map<string, AssignmentSeen[]>>()
  for (const assignment of seen(context, 'assignment')) {
    const names = found.get(assignment.module) ?? new Map<string, AssignmentSeen[]>()
    found.set(assignment.module, names)
    const known = names.get(assignment.target)
    if (known) known.push(assignment)
    else names.set(assignment.target, [assignment])
  }
  return found
})
