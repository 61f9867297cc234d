import type { CallSeen } from '../../../trace/observation.ts'
import { options } from '../../../trace/value.ts'
import type { Passed } from '../../observations/call-arguments.ts'
import { cudaGuardOf } from '../../devices/cuda-only.ts'
import { isLive, seen } from '../../observations/seen.ts'
import type { AuditContext } from '../../rule.ts'

/**
 * Whether an argument is a name of which the function moves what it stands for, but only where there is CUDA:
 * `if torch.cuda.is_available(): x = x.cuda()`.
 */
export function isMovedForCudaAlone({ argument, value }: Passed, call: CallSeen, context: AuditContext): boolean {
  const node = argument.value
  if (node.kind !== 'name' || !options(value).every((each) => each.kind === 'unknown' || isUnmoved(each))) return false
  const moves = seen(context, 'call', '.cuda', '.to').filter(
    (move) => move.module === call.module && move.function === call.function && movedName(move) === node.id,
  )
  return moves.some((move) => !isLive(move) && move.node.at < call.node.at && cudaGuardOf(move)) && !moves.some(isLive)
}

function isUnmoved(value: Passed['value']): boolean {
  return value.kind === 'tensor' && value.device === undefined
}

function movedName({ node: { callee } }: CallSeen): string | undefined {
  return callee.kind === 'attribute' && callee.object.kind === 'name' ? callee.object.id : undefined
}
