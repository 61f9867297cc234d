import type { AttributeSeen, CallSeen } from '../../../trace/observation.ts'
import { isForMac } from '../../observations/live-calls.ts'
import { certaintyOf, seen } from '../../observations/seen.ts'
import { argumentSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import { mayBeCuda } from '../../devices/calls-naming-cuda.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { mayBeOn } from './left-on.ts'
import { fixes, messages, sources } from './prose.ts'

const OF_CUDA = /^torch\.cuda\.amp\.(?:autocast_mode\.)?custom_(?:fwd|bwd)$/
const OF_ANY_DEVICE = /^torch\.amp\.(?:autocast_mode\.)?custom_(?:fwd|bwd)$/

/**
 * `@custom_fwd(device_type="cuda")` and its older forms: a function of the project's own that keeps to the state of autocast for
 * CUDA, whatever that for Metal is.
 */
export function ofCustom(context: AuditContext): Draft[] {
  const named = [...seen(context, 'attribute', OF_CUDA), ...seen(context, 'call', OF_CUDA)]
  const typed = seen(context, 'call', OF_ANY_DEVICE, 'functools.partial')
  return [
    ...named.map((own) => ({ own, site: useSite(own) })),
    ...typed.flatMap((own) => {
      const site = typeOf(own)
      return site ? [{ own, site }] : []
    }),
  ]
    .filter(({ own }) => isForMac(own) && reachOfModule(own.module) !== 'test')
    .map(({ own, site }) => draftOf(own, site, context))
}

/** Where CUDA is named in what the decorator is given, also by way of `functools.partial`. */
function typeOf(call: CallSeen): SiteInRole | undefined {
  const made = call.positional[0]?.value
  const isPartial = call.name === 'functools.partial'
  if (isPartial && !(made?.kind === 'external' && OF_ANY_DEVICE.test(made.name))) return undefined
  const given = call.keywords.get('device_type')
  return given && mayBeCuda(given.value) ? argumentSite(call, given.argument) : undefined
}

function draftOf(own: AttributeSeen | CallSeen, site: SiteInRole, context: AuditContext): Draft {
  return {
    effect: mayBeOn(context) ? 'degrades' : 'info',
    certainty: certaintyOf(own, 'possible'),
    message: messages.custom,
    subject: { kind: 'call', name: own.name === 'functools.partial' ? 'torch.amp.custom_fwd' : own.name },
    sites: [site],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fixes.custom },
    group: 'custom',
  }
}
