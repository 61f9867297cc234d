import type { CallSeen } from '../../../trace/observation.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { passedTo } from '../../observations/call-arguments.ts'
import type { Draft, Rule } from '../../rule.ts'
import { certaintyOf, siteOf } from '../../observations/seen.ts'
import { siteOfPlace } from '../../../trace/site.ts'
import { fix, message, sources, title } from './prose.ts'

/** `mp.spawn(train, nprocs=torch.cuda.device_count())`: one process for each GPU of CUDA is none on a Mac. */
export const rule = {
  code: 'distributed/no-processes',
  title,
  find: (context) =>
    liveCalls(context, /^torch\.multiprocessing\.(?:spawn\.)?spawn$/).flatMap((call) => draftOf(call) ?? []),
} satisfies Rule

function draftOf(call: CallSeen): Draft | undefined {
  const count = passedTo(call, 'nprocs', 2)
  if (count?.value.kind !== 'constant' || count.value.value !== 0) return undefined
  const counted = (count.value.basis ?? []).filter(({ fact }) => fact === 'cuda')
  if (counted.length === 0) return undefined
  return {
    effect: 'blocks',
    certainty: certaintyOf(call, 'likely'),
    message,
    sites: counted.map(({ place }) => siteOfPlace(place)),
    causes: [siteOf(call)],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fix },
  }
}
