import { lineageOf, type TracedClass } from '../../trace/definition.ts'
import type { Module } from '../../trace/trace.ts'
import { options } from '../../trace/value.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'
import { WITHOUT_NAME } from './asked.ts'
import { isLive, seen } from './seen.ts'

/** The modules that make objects of each class, or of one that is made from it. */
export const classesMade = memoized((context: AuditContext): ReadonlyMap<TracedClass, ReadonlySet<Module>> => {
  const found = new Map<TracedClass, Set<Module>>()
  for (const { callee, module } of seen(context, 'call', WITHOUT_NAME).filter(isLive)) {
    for (const option of callee ? options(callee) : []) {
      if (option.kind !== 'class') continue
      for (const made of lineageOf(option.class)) found.set(made, (found.get(made) ?? new Set()).add(module))
    }
  }
  return found
})
