import type { AttributeSeen, CallSeen } from '../../../trace/observation.ts'
import { isForMac } from '../../observations/live-calls.ts'
import type { Draft, Rule } from '../../rule.ts'
import { certaintyOf, seen } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import { message, sources, title } from './prose.ts'

/** Kernels written with `numba.cuda`; Numba itself installs on a Mac, so the import says nothing. */
export const rule = {
  code: 'numba/cuda',
  title,
  words: { strong: ['cuda'] },
  find: (context) =>
    [...seen(context, 'call', NEEDS_CUDA), ...seen(context, 'attribute', NEEDS_CUDA)].filter(isForMac).map(draftOf),
} satisfies Rule

/** Parts of `numba.cuda` that compile for, or use, a device. */
const NEEDS_CUDA =
  /^numba\.cuda\.(jit|to_device|device_array(_like)?|pinned_array|mapped_array|stream|synchronize|select_device|current_context|as_cuda_array|random\.create_xoroshiro128p_states)$/

function draftOf(observation: CallSeen | AttributeSeen): Draft {
  return {
    effect: 'blocks',
    certainty: certaintyOf(observation, 'likely'),
    message,
    subject: { kind: 'call', name: observation.name },
    sites: [useSite(observation)],
    sources,
    backend: 'other',
    group: 'kernels',
  }
}
