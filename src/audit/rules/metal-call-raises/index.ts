import type { CallSeen } from '../../../trace/observation.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import type { Draft, Rule } from '../../rule.ts'
import { fix, message, sources, title } from './prose.ts'

/** Calls of torch.mps that raise in builds without Metal, where CUDA's machines come by, too. */
export const rule = {
  code: 'metal/call-raises',
  title,
  platform: 'cuda',
  words: { strong: ['mps'] },
  find: (context) =>
    seen(context, 'call', RAISING)
      .filter((call) => isLive(call) && !isCaught(call, 'RuntimeError'))
      .map(draftOf),
} satisfies Rule

/** Those that were seen to raise; the others, such as `manual_seed`, wait for Metal or do nothing. */
const RAISING =
  /^torch\.mps\.(?:Event|event\.Event|compile_shader|(?:current|driver)_allocated_memory|empty_cache|[gs]et_rng_state|recommended_max_memory|seed|set_per_process_memory_fraction|synchronize|profiler\.(?:start|stop|profile))$/

function draftOf(call: CallSeen): Draft {
  return {
    effect: 'blocks',
    certainty: certaintyOf(call),
    message: message(call.name),
    subject: { kind: 'call', name: call.name, exception: 'RuntimeError' },
    sites: [useSite(call)],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fix },
    group: call.name,
  }
}
