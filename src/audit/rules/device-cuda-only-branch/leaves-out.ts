import { isOfOtherAccelerator } from '../../../trace/place.ts'
import type { DecisionSeen } from '../../../trace/observation.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { TracedFunction } from '../../../trace/definition.ts'
import { isLive, seen } from '../../observations/seen.ts'
import type { AuditContext } from '../../rule.ts'

/** CUDA, the GPU, and the libraries and tools that come with CUDA. */
const ABOUT_CUDA = /cuda|gpu|nvidia|nccl|cudnn|cublas|nvrtc|nvcc|nvml/i

/** Calls that only the rest of a function about CUDA makes; a Mac is not worse off without it. */
const OF_CUDA = /^torch\.cuda\.(?!is_available\b|empty_cache\b)\w/

/**
 * Whether a function of the main path returns early on a Mac for want of CUDA, and so leaves out the rest of what it does.
 * Functions that are about CUDA by their name mean to.
 */
export function leavesOut(decision: DecisionSeen, context: AuditContext): boolean {
  const { node, branch, basis, value, test, module } = decision
  if (node.kind !== 'if' || branch !== 0 || !isLive(decision)) return false
  if (!basis.every((asked) => asked.fact === 'cuda' || isOfOtherAccelerator(asked))) return false
  if (!basis.some(({ fact }) => fact === 'cuda') || reachOfModule(module) !== 'main') return false
  // The test itself has to ask: what follows from an earlier choice is told where that was made.
  if (!basis.some(({ place }) => place.module === module && place.at >= test.at && place.end <= test.end)) return false
  // `not (cuda or xpu)` is not known, but where it comes out true it is for want of CUDA.
  const isNegated = value ?? test.kind === 'not'
  // A block that is left out has rules of its own, for the calls in it.
  if (!isNegated || ABOUT_CUDA.test(decision.function?.name ?? '') || goesOnWithCuda(decision, context)) return false
  return node.branches[0]?.body.at(-1)?.kind === 'return'
}

/** Whether what is left out is itself about CUDA. */
function goesOnWithCuda({ node, function: around }: DecisionSeen, context: AuditContext): boolean {
  if (!around) return false
  return [...seen(context, 'call', OF_CUDA), ...seen(context, 'attribute', OF_CUDA)].some(
    (other) => other.node.at >= node.end && isIn(other.function, around),
  )
}

/** Whether a function is another or is defined in it. */
function isIn(inner: TracedFunction | undefined, around: TracedFunction): boolean {
  for (let next = inner; next; next = next.around) if (next === around) return true
  return false
}
