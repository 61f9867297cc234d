/** Code that a program comes to only where it is asked for by a switch that is off: `if args.compile:`. */
import type { LiveCall } from '../../trace/definition.ts'
import type { Guard } from '../../trace/observation.ts'
import { unparse } from '../../trace/unparse.ts'
import { memoized } from '../memoized.ts'

/** Switches by which a program is told what to do at all, of which one has to be given. */
const WHAT_TO_DO =
  /(?:^|[._'"-])(?:do_?|run_?|is_?|only_?)?(?:(?:pre_?)?train|fine_?tune|eval|valid|test|infer|predict|generat|sampl|demo|serve|export|convert|all)/i

/** Switches for the GPU: without them nothing of the program is on it, and that is told. */
const FOR_GPU = /cuda|gpu|devi|accel|mps/i

/** Longest chain of calls that is followed to the switches before them. */
const CALLS_LIMIT = 4

/** Whether code is behind a switch that is off, or every call of its function is. */
export function isUnlessAsked(code: LiveCall, depth = 0): boolean {
  if (code.guards.some(isForMore)) return true
  const calls = code.function?.calls.live ?? []
  if (depth >= CALLS_LIMIT || calls.length === 0) return false
  return calls.every((call) => call.function === code.function || isUnlessAsked(call, depth + 1))
}

/** Whether a switch asks for more than a program does by itself. */
const isForMore = memoized(({ unlessAsked, test }: Guard): boolean => {
  if (!unlessAsked) return false
  const text = unparse(test)
  return !WHAT_TO_DO.test(text) && !FOR_GPU.test(text)
})
