import type { TracedFunction } from '../../trace/definition.ts'
import type { Module } from '../../trace/trace.ts'
import { unparse } from '../../trace/unparse.ts'
import { memoized } from '../memoized.ts'

/** Where a chain of calls begins that leads to a function. */
export interface Root {
  readonly module: Module
  /** A function of which no call was read, such as one that a framework calls; absent for code that runs with its module. */
  readonly function?: TracedFunction
  /** Whether it is what the module does when it is run by itself. */
  readonly isProgram: boolean
}

/** Most functions that are gone through on the way back from one. */
const FUNCTIONS_LIMIT = 500

/** The places from which calls lead to a function, as far as calls were read. */
export const rootsOfCalls = memoized((called: TracedFunction): readonly Root[] => {
  const roots: Root[] = []
  const waiting = new Set([called])
  // A set is walked in the order in which it grows.
  for (const next of waiting) {
    if (waiting.size > FUNCTIONS_LIMIT) break
    const { calls, module, owner } = next
    const made = owner?.init
    // What a framework calls, it calls of the objects that there are.
    if (calls.live.length === 0 && made && made !== next && made.calls.live.length > 0) waiting.add(made)
    else if (calls.live.length === 0) roots.push({ module, function: next, isProgram: false })
    for (const call of calls.live) {
      if (call.function) waiting.add(call.function)
      else
        roots.push({
          module: call.module,
          isProgram: call.guards.some(({ test }) => unparse(test).includes('__name__')),
        })
    }
  }
  return roots
})
