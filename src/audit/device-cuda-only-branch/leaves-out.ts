import type { DecisionSeen } from '../../evaluate/observation.ts'
import { reachOfPath } from '../reach.ts'
import { isLive } from '../seen.ts'

/**
 * Whether an `if` asks whether CUDA is there and leaves out on a Mac what it does with it, other than to choose a device,
 * to refuse, or to call torch.cuda: those have rules of their own.
 */
export function leavesOut(decision: DecisionSeen): boolean {
  const { node, branch, basis, value, test, module } = decision
  if (node.kind !== 'if' || branch !== 0 || !isLive(decision)) return false
  if (!basis.every(({ fact }) => fact === 'cuda') || reachOfPath(module.file.path) !== 'main') return false
  // The test itself has to ask: what follows from an earlier choice is told where that was made.
  if (!basis.some(({ place }) => place.module === module && place.at >= test.at && place.end <= test.end)) return false
  // `not (cuda or xpu)` is not known, but where it comes out true it is for want of CUDA.
  const isNegated = value ?? test.kind === 'not'
  // A block that is left out has its own rules for what it calls; an early return leaves out the rest of the function.
  if (!isNegated || /cuda|gpu|nvidia/i.test(decision.function?.name ?? '')) return false
  return node.branches[0]?.body.at(-1)?.kind === 'return'
}
