import type { CallSeen } from '../../../trace/observation.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import type { Draft, Rule } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import { needsSeveralGpus } from '../../reachability/several-processes.ts'
import { message, sources, title } from './prose.ts'

/** `torch.nn.DataParallel`, which a Mac runs as if it were not there. */
export const rule = {
  code: 'distributed/data-parallel',
  title,
  words: { strong: ['DataParallel'] },
  find: (context) =>
    liveCalls(context, /^torch\.nn\.(parallel\.)?(data_parallel\.)?DataParallel$/)
      .filter((call) => !needsSeveralGpus(call))
      .map(draftOf),
} satisfies Rule

function draftOf(call: CallSeen): Draft {
  return {
    effect: 'info',
    certainty: certaintyOf(call),
    message,
    subject: { kind: 'call', name: 'torch.nn.DataParallel' },
    sites: [useSite(call)],
    sources,
    group: 'data-parallel',
  }
}
