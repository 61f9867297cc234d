import type { Expression } from '../../trace/syntax.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'

/** The decorators of all functions and classes. */
export const decoratorsIn = memoized(({ trace }: AuditContext): ReadonlySet<Expression> => {
  return new Set([...trace.functions, ...trace.classes].flatMap(({ decorators }) => decorators))
})
