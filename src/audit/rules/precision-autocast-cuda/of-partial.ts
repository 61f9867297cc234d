import type { CallSeen } from '../../../trace/observation.ts'
import { typeInScope } from '../../devices/in-scope/advice.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { argumentSite } from '../../observations/sites.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { ampImports } from '../../torch/amp-imports.ts'
import { type Autocast, autocastOf, isAutocast } from '../../torch/autocast.ts'
import { recordedCall } from '../../torch/equivalent.ts'
import { torchIsBefore } from '../../torch/torch-version.ts'
import { fixes, messages, METAL_OR_CUDA, sources } from './prose.ts'

/** `partial(autocast, "cuda")`, by which regions are opened elsewhere. */
export function ofPartial(context: AuditContext, isBound: (autocast: Autocast) => boolean): Draft[] {
  const fact = recordedCall(context, "torch.autocast('cuda')")
  return liveCalls(context, 'functools.partial').flatMap((call): readonly Draft[] => {
    const [first] = call.positional
    const region = regionOf(call)
    const autocast = region && autocastOf(region)
    if (!first || !region || !autocast || !isBound(autocast) || autocast.enabled === false) return []
    if (reachOfModule(call.module) === 'test') return []
    return [
      {
        effect: 'degrades',
        certainty: certaintyOf(call, 'possible'),
        message: messages.cudaIfOn,
        subject: { kind: 'call', name: region.name },
        sites: [
          argumentSite(call, first.argument),
          ...ampImports({ ...region, node: { ...region.node, callee: first.argument.value } }, context),
        ],
        sources: [...(fact?.sources ?? []), ...sources],
        fix: { kind: 'manual', effort: 'minutes', summary: fixOf(call, context) },
        group: 'partial',
      },
    ]
  })
}

/** The call that the result will make, with what it is given here. */
function regionOf(call: CallSeen): CallSeen | undefined {
  const [first, ...positional] = call.positional
  const made = first?.value
  return made?.kind === 'external' && isAutocast(made.name) ? { ...call, name: made.name, positional } : undefined
}

function fixOf(call: CallSeen, context: AuditContext): string {
  return torchIsBefore(context, '2.5') ? fixes.tooOld : fixes.handedOn(typeInScope(context, call) ?? METAL_OR_CUDA)
}
