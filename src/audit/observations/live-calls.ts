import type { CallSeen, Observation } from '../../trace/observation.ts'
import { isForCudaAlone } from '../devices/cuda-only.ts'
import type { AuditContext } from '../rule.ts'
import type { AskedCall } from './asked.ts'
import { mayRun, seen } from './seen.ts'

/** Whether code may run on a Mac, also where an option is set for it, and is not written for CUDA machines alone. */
export function isForMac(observation: Observation): boolean {
  return mayRun(observation) && !isForCudaAlone(observation)
}

/** The calls asked for, as of `seen`, that may run on a Mac and are not written for CUDA machines alone. */
export function liveCalls(context: AuditContext, ...asked: readonly [AskedCall, ...AskedCall[]]): readonly CallSeen[] {
  return seen(context, 'call', ...asked).filter(isForMac)
}
