/** Moves that only a test for CUDA lets happen: with that test mended they go to Metal. */
import type { CallSeen } from '../../../trace/observation.ts'
import { options } from '../../../trace/value.ts'
import { cudaGuardOf } from '../../devices/cuda-only.ts'
import { destinationOfCall, mindsMetal } from '../../devices/destination.ts'
import { putsOnMetal } from '../../devices/puts-on-metal.ts'
import { isLive, seen } from '../../observations/seen.ts'
import type { AuditContext } from '../../rule.ts'
import { isTooWide } from './too-wide.ts'

/** `if torch.cuda.is_available(): x = x.cuda()`, of 64-bit floats. A program that chooses Metal has another way for it. */
export function movedForCuda(context: AuditContext): readonly CallSeen[] {
  if (putsOnMetal(context)) return []
  return seen(context, 'call', '.cuda', '.to').filter(
    (call) =>
      !isLive(call) &&
      !call.off &&
      destinationOfCall(call) === 'gpu' &&
      cudaGuardOf(call) !== undefined &&
      !mindsMetal(call) &&
      options(call.result).some((value) => value.kind === 'tensor' && isTooWide(value.dtype)),
  )
}
