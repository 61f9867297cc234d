/** Tensors that operators and indices bring together, of which all have to be on one device. */
import type { Expression, Subscript } from '../project/python/tree.ts'
import type { MeetingSeen } from '../trace/observation.ts'
import { options, type Value } from '../trace/value.ts'
import { type Frame, seenIn } from './frame.ts'

/** What stands on one side of an operator. */
type Side = readonly [node: Expression, value: Value]

/** Observes an operator between a tensor on Metal and one that was made on the CPU: `scores + torch.ones(8)`. */
export function observeMeeting(node: MeetingSeen['node'], [a, left]: Side, [b, right]: Side, frame: Frame): void {
  if (!frame.observe) return
  const stays = isLeft(left) && isOnMetal(right) ? a : isOnMetal(left) && isLeft(right) ? b : undefined
  if (stays) frame.observe({ kind: 'meeting', node, left: stays, ...seenIn(frame) })
}

/** Observes an index on Metal into a tensor on the CPU, and tells whether it is one; the other way round PyTorch moves the index. */
export function meetsIndex(node: Subscript, of: Value, index: readonly Value[], frame: Frame): boolean {
  const meets = isLeft(of, true) && index.some(isOnMetal)
  if (meets) frame.observe?.({ kind: 'meeting', node, left: node.object, ...seenIn(frame) })
  return meets
}

/** Whether it surely was made without a device and not moved since, and is more than a number. */
function isLeft(value: Value, anySize = false): boolean {
  return options(value).every(
    (own) => own.kind === 'tensor' && own.library === 'torch' && own.unplaced === true && (anySize || !own.single),
  )
}

function isOnMetal(value: Value): boolean {
  return options(value).every((own) => own.kind === 'tensor' && own.library === 'torch' && own.device === 'mps')
}
