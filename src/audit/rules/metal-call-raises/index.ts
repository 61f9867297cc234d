import type { CallSeen } from '../../../trace/observation.ts'
import { fixBy } from '../../finding/fix-by.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import { callCudaTwin } from '../../torch/choose-cuda.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { message, ofCoreMl, ofModel, ofTorch, type Raising, title } from './prose.ts'

/** Calls that raise for want of Metal or of a Mac, where CUDA's machines come by, too. */
export const rule = {
  code: 'metal/call-raises',
  title,
  platform: 'cuda',
  words: { strong: ['mps', 'coremltools'], weak: ['predict', 'make_state'] },
  find: (context) => [
    ...callsOf(context, RAISING, 'RuntimeError').map((call) => draftOf(call, message(call.name), ofTorch)),
    ...callsOf(context, { on: CORE_ML_MODEL }, 'Exception')
      .filter(({ name }) => name === '.predict' || name === '.make_state')
      .map((call) => draftOf(call, ofModel(call.name), ofCoreMl)),
  ],
} satisfies Rule

/** Those that were seen to raise; the others, such as `manual_seed`, wait for Metal or do nothing. */
const RAISING =
  /^torch\.mps\.(?:Event|event\.Event|compile_shader|(?:current|driver)_allocated_memory|empty_cache|[gs]et_rng_state|recommended_max_memory|seed|set_per_process_memory_fraction|synchronize|profiler\.(?:start|stop|profile))$/

/** What gives a model of Core ML. */
const CORE_ML_MODEL = /^coremltools\.(?:models\.(?:model\.)?)?(?:MLModel|CompiledMLModel|convert)$/

function callsOf(context: AuditContext, asked: RegExp | { readonly on: RegExp }, exception: string) {
  return seen(context, 'call', asked).filter((call) => isLive(call) && !isCaught(call, exception))
}

function draftOf(call: CallSeen, said: string, { exception, fix, sources }: Raising): Draft {
  return {
    effect: 'blocks',
    certainty: certaintyOf(call),
    message: said,
    subject: { kind: 'call', name: call.name, exception },
    sites: [useSite(call)],
    sources,
    fix: fixBy(reachOfModule(call.module) === 'test' ? [] : callCudaTwin(call), { effort: 'minutes', summary: fix }),
    group: call.name,
  }
}
