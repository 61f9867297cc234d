import type { CallSeen, Observation } from '../../trace/observation.ts'
import { isForCudaAlone } from '../devices/cuda-only.ts'
import type { AuditContext } from '../rule.ts'
import type { AskedCall } from './asked.ts'
import { isLive, seen } from './seen.ts'

/** Whether code runs on a Mac, surely or perhaps, and is not written for CUDA machines alone. */
export function isForMac(observation: Observation): boolean {
  return isLive(observation) && !isForCudaAlone(observation)
}

/** The calls asked for, as of `seen`, that run on a Mac and are not written for CUDA machines alone. */
export function liveCalls(context: AuditContext, ...asked: readonly [AskedCall, ...AskedCall[]]): readonly CallSeen[] {
  return seen(context, 'call', ...asked).filter(isForMac)
}
