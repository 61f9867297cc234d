import type { CallSeen } from '../../../trace/observation.ts'
import { fixBy } from '../../finding/fix-by.ts'
import { fixFor, hasMetalTwin, publicName, recordedCall, sourcesOfEquivalent } from '../../torch/equivalent.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { callMetalTwin } from '../../torch/metal-twin.ts'
import { useSite } from '../../observations/sites.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { messages, title } from './prose.ts'

/** Calls of torch.cuda that return without CUDA, but free nothing and measure nothing. */
export const rule = {
  code: 'cuda-call/does-nothing',
  title,
  words: { strong: ['cuda', 'mps'] },
  find: (context) =>
    liveCalls(context, (name) => OF_INTEREST.test(publicName(name)))
      .filter((call) => !hasMetalTwin(context, call, call.name))
      .flatMap((call) => draftOf(call, context)),
} satisfies Rule

/** Seeds are left out: torch.manual_seed seeds Metal too. */
const OF_INTEREST =
  /^torch\.cuda\.(empty_cache|(max_)?memory_(allocated|reserved|cached)|(host_)?memory_stats(_as_nested_dict)?)$/

function draftOf(call: CallSeen, context: AuditContext): Draft[] {
  const fact = recordedCall(context, call.name)
  if (fact?.behaviour !== 'returns') return []
  const name = publicName(call.name)
  const frees = name === 'torch.cuda.empty_cache'
  return [
    {
      effect: 'degrades',
      certainty: certaintyOf(call),
      message: frees ? messages.frees : messages.measures(name, fact.returns),
      subject: { kind: 'call', name },
      sites: [useSite(call)],
      sources: [...fact.sources, ...sourcesOfEquivalent(context, call.name)],
      fix: fixBy(callMetalTwin(context, call), fixFor(context, call.name)),
      group: frees ? 'cache' : 'memory',
    },
  ]
}
