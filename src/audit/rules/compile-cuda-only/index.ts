import type { AttributeSeen, CallSeen } from '../../../trace/observation.ts'
import { truth, type Value } from '../../../trace/value.ts'
import { isForMac, liveCalls } from '../../observations/live-calls.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { decoratorsIn } from '../../observations/decorators.ts'
import { certaintyOf, seen } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import { torchIsBefore, torchVersion } from '../../torch/torch-version.ts'
import { fixes, messages, sources, title } from './prose.ts'

/** The first release in which the default compiler has code for Metal. */
const FIRST_WITH_METAL = '2.8'

/** torch.compile with a backend or mode that only CUDA has, or with a PyTorch whose compiler does not know Metal yet. */
export const rule = {
  code: 'compile/cuda-only',
  title,
  words: { strong: ['cuda', 'mps', 'suppress_errors'], called: ['compile'], weak: ['backend'] },
  find: (context) => [
    ...liveCalls(context, 'torch.compile').flatMap((call) => ofCall(call, context)),
    ...seen(context, 'attribute', 'torch.compile')
      // `@torch.compile` without parentheses.
      .filter((named) => decoratorsIn(context).has(named.node) && isForMac(named))
      .flatMap((named) => ofDefaults(named, context)),
  ],
} satisfies Rule

function ofCall(call: CallSeen, context: AuditContext): Draft[] {
  const disabled = call.keywords.get('disable')
  if (disabled && truth(disabled.value) !== false) return []
  const backend = textOf(call.keywords.get('backend')?.value)
  const certainty = certaintyOf(call)
  if (backend?.endsWith('tensorrt')) {
    const subject = { kind: 'setting', name: 'backend', value: backend } as const
    const said = { effect: 'blocks', message: messages.tensorrt, subject, sources: sources.compile } as const
    return [draft(call, { ...said, certainty }, fixes.backend)]
  }
  if (backend === 'cudagraphs') {
    const subject = { kind: 'setting', name: 'backend', value: backend } as const
    const said = { effect: 'info', message: messages.graphs, subject, sources: sources.graphs } as const
    return [draft(call, { ...said, certainty }, fixes.nothing)]
  }
  if (backend !== undefined && backend !== 'inductor') return []
  const tooOld = ofDefaults(call, context)
  if (tooOld.length > 0) return tooOld
  const mode = textOf(call.keywords.get('mode')?.value)
  if (mode !== 'reduce-overhead' && mode !== 'max-autotune') return []
  const subject = { kind: 'setting', name: 'mode', value: mode } as const
  const said = { effect: 'info', message: messages.mode(mode), subject, sources: sources.graphs } as const
  return [draft(call, { ...said, certainty }, fixes.nothing)]
}

/** The compiler as it is by default, on a version that may be too old. */
function ofDefaults(observation: CallSeen | AttributeSeen, context: AuditContext): Draft[] {
  if (torchIsBefore(context, '2.0') || !torchIsBefore(context, FIRST_WITH_METAL)) return []
  const certainty = context.traits.knowsMetal ? certaintyOf(observation, 'likely') : 'possible'
  const message = messages.tooOld(torchVersion(context))
  const subject = { kind: 'call', name: 'torch.compile' } as const
  if (isSuppressed(observation, context)) {
    const said = {
      effect: 'info',
      certainty,
      message: messages.suppressed,
      subject,
      sources: sources.inductor,
    } as const
    return [draft(observation, said, fixes.nothing)]
  }
  return [
    draft(observation, { effect: 'blocks', certainty, message, subject, sources: sources.inductor }, fixes.tooOld),
  ]
}

/** `torch._dynamo.config.suppress_errors = True`: what does not compile runs as it is. */
function isSuppressed({ module }: CallSeen | AttributeSeen, context: AuditContext): boolean {
  return seen(context, 'assignment', 'torch._dynamo.config.suppress_errors').some(
    (set) => set.module === module && set.live !== 'no' && truth(set.value) === true,
  )
}

/** A text that is known; undefined where the argument is left out, and empty where it cannot be told. */
function textOf(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined
  return value.kind === 'constant' && typeof value.value === 'string' ? value.value : ''
}

function draft(
  observation: CallSeen | AttributeSeen,
  said: Pick<Draft, 'effect' | 'certainty' | 'message' | 'subject' | 'sources'>,
  summary: string,
): Draft {
  return {
    ...said,
    sites: [useSite(observation)],
    fix: { kind: 'manual', effort: 'minutes', summary },
    group: said.message,
  }
}
