import type { DecisionSeen } from '../../evaluate/observation.ts'
import type { Expression, Statement } from '../../project/python/tree.ts'
import { picksCuda } from '../device-ignores-metal-gpu/picks-cuda.ts'
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
  const skipped = isNegated ? (node.otherwise ?? []) : (node.branches[0]?.body ?? [])
  const taken = isNegated ? (node.branches[0]?.body ?? []) : (node.otherwise ?? [])
  // An early return leaves out the rest of the function.
  const leaves = isNegated && taken.at(-1)?.kind === 'return'
  return !picksCuda(skipped) && (leaves || doesMore(skipped)) && !taken.some(({ kind }) => kind === 'raise')
}

/** Whether a block does more than call torch.cuda or print. */
function doesMore(body: readonly Statement[]): boolean {
  return body.some((statement) => {
    if (statement.kind === 'pass') return false
    if (statement.kind !== 'expression' || statement.value.kind !== 'call') return statement.kind !== 'raise'
    return !isAside(statement.value.callee)
  })
}

function isAside(callee: Expression): boolean {
  if (callee.kind === 'attribute') return ASIDE.test(callee.name) || isAside(callee.object)
  return callee.kind === 'name' && ASIDE.test(callee.id)
}

const ASIDE = /^(?:cuda|print\w*|log\w*|warn\w*|info|debug|manual_seed\w*|cudnn)$/
