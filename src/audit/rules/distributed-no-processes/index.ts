import type { CallSeen } from '../../../trace/observation.ts'
import type { Place } from '../../../trace/place.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { passedTo } from '../../observations/call-arguments.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import { fix, message, sources, title } from './prose.ts'

/** `mp.spawn(train, nprocs=torch.cuda.device_count())`: one process for each GPU of CUDA is none on a Mac. */
export const rule = {
  code: 'distributed/no-processes',
  title,
  words: { strong: ['cuda'], weak: ['spawn', 'world_size'] },
  find: (context) =>
    liveCalls(context, /^torch\.multiprocessing\.(?:spawn\.)?spawn$/).flatMap((call) => draftOf(call, context) ?? []),
} satisfies Rule

function draftOf(call: CallSeen, context: AuditContext): Draft | undefined {
  const count = passedTo(call, 'nprocs', 2)
  if (count?.value.kind !== 'constant' || count.value.value !== 0) return undefined
  const counted = (count.value.basis ?? []).filter(({ fact }) => fact === 'cuda')
  if (counted.length === 0) return undefined
  return {
    effect: 'blocks',
    certainty: certaintyOf(call, 'likely'),
    message,
    subject: { kind: 'call', name: 'torch.cuda.device_count' },
    sites: counted.flatMap(({ place }) => countingCalls(place, context).map(useSite)),
    causes: [useSite(call)],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fix },
  }
}

/** The call by which the GPUs were counted. */
function countingCalls({ module, at, end }: Place, { index }: AuditContext): readonly CallSeen[] {
  return index.byKind.call.filter((call) => call.module === module && call.node.at === at && call.node.end === end)
}
