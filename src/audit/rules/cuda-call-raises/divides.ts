import type { CallSeen, DivisionSeen } from '../../../trace/observation.ts'
import { isForMac } from '../../observations/live-calls.ts'
import { certaintyOf, seen } from '../../observations/seen.ts'
import { nameSite } from '../../observations/sites.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { atLeastOne, counts, messages } from './prose.ts'

const COUNT = 'torch.cuda.device_count'

/**
 * `rank % torch.cuda.device_count()`, and `size * torch.cuda.device_count()`; a remainder that a call of `told` is given is told
 * with the call.
 */
export function dividesByNone(told: readonly CallSeen[], context: AuditContext): readonly Draft[] {
  const given = new Set(told.flatMap(({ node }) => node.arguments.map(({ value }) => value)))
  return seen(context, 'division')
    .filter((division) => isForMac(division) && !given.has(division.node))
    .map(draftOf)
}

function draftOf(division: DivisionSeen): Draft {
  const isProduct = division.node.operator === '*'
  return {
    effect: isProduct ? 'degrades' : 'blocks',
    certainty: certaintyOf(division, isProduct ? 'likely' : 'certain'),
    message: isProduct ? messages.timesNone : messages.byNone,
    subject: { kind: 'call', name: COUNT, ...(isProduct ? {} : { exception: 'ZeroDivisionError' }) },
    sites: [nameSite(division, division.by)],
    sources: counts,
    fix: { kind: 'manual', effort: 'minutes', summary: atLeastOne },
    group: isProduct ? 'times none' : 'by none',
  }
}
