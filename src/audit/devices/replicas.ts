import type { CallSeen } from '../../trace/observation.ts'
import { memoized } from '../memoized.ts'
import { type Passed, passedTo } from '../observations/call-arguments.ts'
import { liveCalls } from '../observations/live-calls.ts'
import { innermost, nestedSpans } from '../observations/nested-spans.ts'
import type { AuditContext } from '../rule.ts'

/** What trains a copy of a model in each process. */
export const REPLICA = /(^|\.)DistributedDataParallel$/

/** The numbers of CUDA devices that a model is bound to: `DistributedDataParallel(model, device_ids=[0])`. */
export function devicesOfReplica(call: CallSeen): Passed | undefined {
  if (!REPLICA.test(call.name)) return undefined
  const given = passedTo(call, 'device_ids', 1)
  if (!given || given.argument.value.kind === 'conditional') return undefined
  return given.value.kind === 'collection' && given.value.items.length > 0 ? given : undefined
}

/** Whether a call gives one of these numbers, and so goes with them: `device_ids=[torch.cuda.current_device()]`. */
export function isDeviceOfReplica({ module, node: { at, end } }: CallSeen, context: AuditContext): boolean {
  return innermost(replicaArguments(context), { module, at, end }) !== undefined
}

const replicaArguments = memoized((context: AuditContext) =>
  nestedSpans(
    liveCalls(context, REPLICA).flatMap((call) => {
      const { at, end } = devicesOfReplica(call)?.argument ?? {}
      return at === undefined || end === undefined ? [] : [{ place: { module: call.module, at, end }, of: call.kind }]
    }),
  ),
)
