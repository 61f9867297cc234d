import type { CallSeen } from '../../trace/observation.ts'
import { isForCudaAlone } from '../devices/cuda-only.ts'
import type { AuditContext } from '../rule.ts'
import { isLive, seen } from './seen.ts'

/** Worked out once for each evaluation, since most rules ask. */
const known = new WeakMap<object, readonly CallSeen[]>()

/** The calls that run on a Mac, surely or perhaps, and are not written for CUDA machines alone. */
export function liveCalls(context: AuditContext): readonly CallSeen[] {
  let calls = known.get(context.trace)
  if (!calls) {
    calls = seen(context, 'call').filter((call) => isLive(call) && !isForCudaAlone(call))
    known.set(context.trace, calls)
  }
  return calls
}
