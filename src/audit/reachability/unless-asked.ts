/** Code that a program comes to only where it is asked for by a switch that is off: `if args.compile:`. */
import type { LiveCall, TracedFunction } from '../../trace/definition.ts'
import type { Guard } from '../../trace/observation.ts'
import { unparse } from '../../trace/unparse.ts'
import { memoized } from '../memoized.ts'

/** Switches by which a program is told what to do at all, of which one has to be given. */
const WHAT_TO_DO =
  /(?:^|[._'"-])(?:do_?|run_?|is_?|only_?)?(?:(?:pre_?)?train|fine_?tune|eval|valid|test|infer|predict|generat|sampl|demo|serve|export|convert|all)/i

/** Switches that have something measured, whatever it is that is run for it: `--test_flop`. */
const MEASURES = /flops?|speed|latency|throughput|benchmark|profil/i

/** Switches for the GPU: without them nothing of the program is on it, and that is told. */
const FOR_GPU = /cuda|gpu|devi|accel|mps/i

/** Longest chain of calls that is followed to the switches before them. */
const CALLS_LIMIT = 4

/** Whether code is behind a switch that is off, or every call of its function is. */
export function isUnlessAsked({ guards, function: around }: LiveCall): boolean {
  return guards.some(isForMore) || (around !== undefined && isAllBehind(around))
}

type IsBehind = (called: TracedFunction) => boolean

/** Whether every call of a function is behind such a switch, or in a function of which `isBehind` says so. */
function everyCall(isBehind: IsBehind): IsBehind {
  return memoized(
    (called: TracedFunction) =>
      called.calls.live.length > 0 &&
      called.calls.live.every(
        ({ guards, function: from }) =>
          from === called || guards.some(isForMore) || (from !== undefined && isBehind(from)),
      ),
  )
}

/** By the length of the chain, each function is asked about once: many calls lead to one, and many to each of those. */
const isAllBehind = Array.from({ length: CALLS_LIMIT }).reduce<IsBehind>(everyCall, () => false)

/** Whether a switch asks for more than a program does by itself. */
const isForMore = memoized(({ unlessAsked, test }: Guard): boolean => {
  if (!unlessAsked) return false
  const text = unparse(test)
  return (!WHAT_TO_DO.test(text) || MEASURES.test(text)) && !FOR_GPU.test(text)
})
