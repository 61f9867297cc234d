import type { CallSeen } from '../../evaluate/observation.ts'
import { isForCudaAlone } from '../cuda-only.ts'
import type { Draft, Rule } from '../rule.ts'
import { certaintyOf, isLive, seen, siteOf } from '../seen.ts'
import { message, sources, title } from './prose.ts'

/** `torch.nn.DataParallel`, which a Mac runs as if it were not there. */
export const rule = {
  code: 'distributed/data-parallel',
  title,
  find: (context) =>
    seen(context, 'call')
      .filter(
        (call) =>
          isLive(call) &&
          !isForCudaAlone(call) &&
          /^torch\.nn\.(parallel\.)?(data_parallel\.)?DataParallel$/.test(call.name),
      )
      .map(draftOf),
} satisfies Rule

function draftOf(call: CallSeen): Draft {
  return {
    effect: 'info',
    certainty: certaintyOf(call),
    message,
    sites: [siteOf(call)],
    sources,
    group: 'data-parallel',
  }
}
