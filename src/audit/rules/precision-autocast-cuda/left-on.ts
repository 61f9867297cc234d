import type { CallSeen } from '../../../trace/observation.ts'
import type { Autocast } from '../../torch/autocast.ts'
import { torchIsBefore } from '../../torch/torch-version.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import { fixes, messages, sources } from './prose.ts'

/** `with torch.autocast("cuda", enabled=False)`, which leaves one for Metal on that a trainer or caller has opened around it. */
export function leftOn(call: CallSeen, { ofCuda }: Autocast, context: AuditContext): Draft[] {
  // Before there was an autocast for Metal none could be on.
  if (torchIsBefore(context, '2.5')) return []
  return [
    {
      effect: 'degrades',
      certainty: certaintyOf(call, 'possible'),
      message: messages.leftOn,
      subject: { kind: 'call', name: ofCuda ? 'torch.cuda.amp.autocast' : 'torch.autocast' },
      sites: [useSite(call)],
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fixes.leftOn },
      group: 'left on',
    },
  ]
}
