import type { TracedFunction } from '../../../trace/definition.ts'
import { options } from '../../../trace/value.ts'
import { memoized } from '../../memoized.ts'
import { WITHOUT_NAME } from '../../observations/asked.ts'
import { seen } from '../../observations/seen.ts'
import type { AuditContext } from '../../rule.ts'

/** Where a module first calls one of its own functions while it runs itself; undefined where it does not. */
export function calledAt(context: AuditContext, called: TracedFunction): number | undefined {
  return firstCalls(context).get(called)
}

const firstCalls = memoized((context: AuditContext): ReadonlyMap<TracedFunction, number> => {
  const found = new Map<TracedFunction, number>()
  for (const { callee, module, function: around, node } of seen(context, 'call', WITHOUT_NAME)) {
    if (around || !callee) continue
    for (const option of options(callee)) {
      const own = option.kind === 'function' && option.function.module === module ? option.function : undefined
      if (own) found.set(own, Math.min(found.get(own) ?? Infinity, node.at))
    }
  }
  return found
})
