import type { CallSeen } from '../../../trace/observation.ts'
import { fixFor } from '../../torch/equivalent.ts'
import { isForMac } from '../../observations/live-calls.ts'
import { certaintyOf, seen } from '../../observations/seen.ts'
import { nameSite } from '../../observations/sites.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { counts, messages } from './prose.ts'

const COUNT = 'torch.cuda.device_count'

/** `rank % torch.cuda.device_count()`; a remainder that a call of `told` is given is told with the call. */
export function dividesByNone(told: readonly CallSeen[], context: AuditContext): readonly Draft[] {
  const given = new Set(told.flatMap(({ node }) => node.arguments.map(({ value }) => value)))
  return seen(context, 'division')
    .filter((division) => isForMac(division) && !given.has(division.node))
    .map((division) => ({
      effect: 'blocks',
      certainty: certaintyOf(division),
      message: messages.byNone,
      subject: { kind: 'call', name: COUNT, exception: 'ZeroDivisionError' },
      sites: [nameSite(division, division.node.right)],
      sources: counts,
      fix: { ...fixFor(context, COUNT), kind: 'manual' },
      group: 'by none',
    }))
}
