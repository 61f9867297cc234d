/** Calls that open a region of mixed precision. */
import type { CallSeen, Guard } from '../../trace/observation.ts'
import { dtypeOf } from '../../trace/dtype.ts'
import { unparse } from '../../trace/unparse.ts'
import { truth, type Value } from '../../trace/value.ts'

const OF_CUDA = /^torch\.cuda\.amp\.(autocast_mode\.)?autocast$/
const OF_ANY_DEVICE = /^torch\.(amp\.(autocast_mode\.)?)?autocast$/

export type Passed = CallSeen['positional'][number]

export interface Autocast {
  /** Whether it is the form that is bound to CUDA and takes no device. */
  readonly ofCuda: boolean
  /** The argument that names the device, where one is written. */
  readonly device?: Passed
  readonly dtype?: string
  /** Whether it is switched on; undefined when that is not known. */
  readonly enabled: boolean | undefined
}

/** Whether a name is that of `torch.autocast`, or one of its older ones. */
export function isAutocast(name: string): boolean {
  return OF_CUDA.test(name) || OF_ANY_DEVICE.test(name)
}

/** Reads a call of `torch.autocast` or one of its older names; undefined for any other call. */
export function autocastOf(call: CallSeen): Autocast | undefined {
  if (!isAutocast(call.name)) return undefined
  const isCuda = OF_CUDA.test(call.name)
  const device = isCuda ? undefined : (call.keywords.get('device_type') ?? call.positional[0])
  const enabled = call.keywords.get('enabled') ?? call.positional[isCuda ? 0 : 2]
  const isOpen = call.node.arguments.some(({ star }) => star !== undefined)
  const dtype = dtypeOf(call.keywords.get('dtype')?.value ?? call.positional[1]?.value)
  return {
    ofCuda: isCuda,
    ...(device ? { device } : {}),
    ...(dtype ? { dtype } : {}),
    enabled: !enabled && isOpen ? undefined : isOn(enabled?.value),
  }
}

/** Whether an `enabled` flag is on; it is when it is left out. */
export function isOn(flag: Value | undefined): boolean | undefined {
  return flag === undefined ? true : truth(flag)
}

/** Words of conditions by which mixed precision is asked for: `if self.use_amp`, `if args.fp16`. */
const ASKED = /(?:^|[._\s(])(?:use_)?(?:cuda_)?(?:amp|fp16|bf16|half|mixed_precision)\b/i

/** Longest condition that is looked at. */
const CONDITION_LIMIT = 2000

/** Whether a condition of which nothing is known asks for mixed precision: whoever starts the program decides. */
export function isSwitchedOnBefore(guards: readonly Guard[]): boolean {
  return guards.some(
    ({ value, side, test }) => side && value === undefined && ASKED.test(unparse(test).slice(0, CONDITION_LIMIT)),
  )
}
