/** Functions by which a part of a program tries itself out: `def test_copy()` beside the kernel that it copies with. */
import type { TracedFunction } from '../../trace/definition.ts'
import { unparse } from '../../trace/unparse.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'

/** Tells whether nothing but the trial of an imported module calls a function of it that is called a test. */
export const isTrialFunction = memoized((context: AuditContext): ((called: TracedFunction) => boolean) => {
  const imported = new Set(context.trace.imports.flatMap(({ from, to }) => (from === to ? [] : to)))
  return memoized((called: TracedFunction) => imported.has(called.module) && isTried(called))
})

/** Longest chain of calls that is followed. */
const CALLS_LIMIT = 3

type IsTried = (called: TracedFunction) => boolean

function triedWith(isTriedBy: IsTried): IsTried {
  return memoized(({ name, owner, module, calls }: TracedFunction) => {
    if (owner || !/^test(?:_\w+|\d+)$/i.test(name)) return false
    return calls.live.every(
      (call) =>
        call.module === module &&
        (call.function ? isTriedBy(call.function) : call.guards.some(({ test }) => isMainGuard(unparse(test)))),
    )
  })
}

/** By the length of the chain, each function is asked about once. */
const isTried = Array.from({ length: CALLS_LIMIT }).reduce<IsTried>(triedWith, () => false)

function isMainGuard(test: string): boolean {
  return test.includes('__name__')
}
