import type { CallSeen, Observation } from '../../../trace/observation.ts'
import { adviceForUse } from '../../devices/in-scope/advice.ts'
import { callsNamingCuda } from '../../devices/calls-naming-cuda.ts'
import { deviceArguments, isOnlyCuda } from '../../devices/device-arguments.ts'
import { isForMac } from '../../observations/live-calls.ts'
import { handlesMissingCuda, seen } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { messages, sources } from './prose.ts'

/** Moves to CUDA that are tried, and done without where that fails: `try: return x.cuda()`, `except RuntimeError: return x`. */
export function movesTried(context: AuditContext, aware: (observation: Observation) => boolean): Draft[] {
  const trials = new Set(seen(context, 'trial').map(({ node }) => node))
  return callsNamingCuda(context)
    .filter((call) => isForMac(call) && handlesMissingCuda(call) && isMove(call) && !trials.has(call.node))
    .filter((call) => !aware(call) && reachOfModule(call.module) !== 'test')
    .map((call) => ({
      effect: 'ignores-gpu',
      // What the handler does instead is not known to be the same on the CPU.
      certainty: 'possible',
      message: messages.tried,
      subject: { kind: 'device', value: 'cuda' },
      sites: [useSite(call)],
      sources,
      fix: {
        kind: 'manual',
        effort: 'minutes',
        summary: adviceForUse(context, call, (device) => `.to(${device})`),
      },
      group: 'tried',
    }))
}

function isMove(call: CallSeen): boolean {
  if (call.name === '.cuda') return true
  return call.name === '.to' && deviceArguments(call).some(({ value }) => isOnlyCuda(value))
}
