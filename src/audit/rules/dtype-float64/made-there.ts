/** What is made on the device that is the default, of a type that Metal lacks. */
import type { CallSeen } from '../../../trace/observation.ts'
import { options } from '../../../trace/value.ts'
import type { Certainty } from '../../../report/report.ts'
import { destinationOfCall } from '../../devices/destination.ts'
import { memoized } from '../../memoized.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import type { AuditContext } from '../../rule.ts'
import { isTooWide } from './too-wide.ts'

/** What makes a tensor, of an array too; what shares the memory of an array is where that is. */
export const MADE = ['torch.tensor', 'torch.as_tensor'] as const

const MAKERS = /^torch\.(?:tensor|as_tensor|zeros|ones|full|empty|randn?|arange|linspace|logspace|eye)$/

/** How sure it is that a call makes 64-bit floats on the GPU though it names no device; undefined where it does not. */
export function madeThere(call: CallSeen, context: AuditContext): Certainty | undefined {
  if (!MAKERS.test(call.name) || call.keywords.has('device')) return undefined
  const wide = options(call.result).flatMap((made) => (made.kind === 'tensor' && isTooWide(made.dtype) ? made : []))
  const [first] = wide
  if (!first) return undefined
  if (first.device !== undefined)
    return first.device === 'cpu' ? undefined : first.dtypeByDefault ? 'likely' : 'certain'
  return first.unplaced && isDefaultOnGpu(context) ? 'likely' : undefined
}

/** `torch.set_default_device("mps")` */
const isDefaultOnGpu = memoized((context: AuditContext): boolean =>
  liveCalls(context, 'torch.set_default_device').some((call) => {
    const destination = destinationOfCall({ ...call, name: '.to' })
    return destination === 'gpu' || destination === 'chosen'
  }),
)
