import type { CallSeen, Guard, Observation } from '../../../trace/observation.ts'
import { unparse } from '../../../trace/unparse.ts'
import { cudaGuardOf } from '../../devices/cuda-only.ts'
import { destinationOfCall } from '../../devices/destination.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { certaintyOf, seen } from '../../observations/seen.ts'
import { guardSite } from '../../observations/sites.ts'
import { fixAskedAgain, messages, sources } from './prose.ts'

/**
 * Moves to a device that has been chosen before, which a second test for CUDA keeps from happening: `if device != "cpu" and
 * torch.cuda.is_available(): model.to(device)`. With the choice mended that test still stands before Metal.
 */
export function movesAskedAgain(context: AuditContext, aware: (observation: Observation) => boolean): Draft[] {
  const guards = seen(context, 'call', '.to').flatMap((call) => {
    const guard = goesToDevice(call) && reachOfModule(call.module) !== 'test' ? outrightGuardOf(call) : undefined
    return guard && !aware(call) ? [{ call, guard }] : []
  })
  return [...new Map(guards.map((found) => [found.guard.test, found])).values()].map(({ call, guard }) => ({
    effect: 'ignores-gpu',
    certainty: certaintyOf({ ...call, live: 'yes' }, 'likely'),
    message: messages.askedAgain,
    subject: { kind: 'device', value: 'cuda' },
    sites: [guardSite(guard.place, guard.test)],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fixAskedAgain },
    group: `again:${call.function?.name ?? '<module>'}`,
  }))
}

/** `.to(self.device)`, with a device of the program's own choosing. */
function goesToDevice(call: CallSeen): boolean {
  const destination = destinationOfCall(call)
  if (destination !== 'chosen' && destination !== 'unknown') return false
  return call.node.arguments.every(({ value }) => value.kind !== 'string')
}

/** The test before it that asks by itself whether there is CUDA, where nothing else keeps the code from running. */
function outrightGuardOf(call: CallSeen): Guard | undefined {
  const guard = cudaGuardOf(call)
  const asked = guard?.value === undefined ? '' : unparse(guard.test)
  if (!guard || !ASKS.test(asked) || ASKS_WHICH.test(asked)) return undefined
  return call.guards.every((other) => other === guard || other.value === undefined || other.value === other.side)
    ? guard
    : undefined
}

const ASKS = /\bcuda\.is_available\(\)/

/** What is done for one make of GPU is not meant for all that are chosen: `torch.cuda.get_device_name().endswith("[ZLUDA]")`. */
const ASKS_WHICH = /\bcuda\.get_device_(?:name|capability|properties)\b|\bversion\.(?:hip|cuda)\b/
