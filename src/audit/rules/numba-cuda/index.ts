import type { AttributeSeen, CallSeen } from '../../../trace/observation.ts'
import { isForCudaAlone } from '../../devices/cuda-only.ts'
import type { Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import { message, sources, title } from './prose.ts'

/** Kernels written with `numba.cuda`; Numba itself installs on a Mac, so the import says nothing. */
export const rule = {
  code: 'numba/cuda',
  title,
  find: (context) =>
    [...seen(context, 'call'), ...seen(context, 'attribute')]
      .filter((observation) => needsCuda(observation.name) && isLive(observation) && !isForCudaAlone(observation))
      .map(draftOf),
} satisfies Rule

/** Parts of `numba.cuda` that compile for, or use, a device. */
function needsCuda(name: string): boolean {
  return /^numba\.cuda\.(jit|to_device|device_array(_like)?|pinned_array|mapped_array|stream|synchronize|select_device|current_context|as_cuda_array|random\.create_xoroshiro128p_states)$/.test(
    name,
  )
}

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
