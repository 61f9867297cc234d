import type { CallSeen } from '../../trace/observation.ts'
import type { Edits } from '../finding/fix-by.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'
import { chooseMetalWithin } from './choose-metal.ts'
import { torchIsBefore } from './torch-version.ts'
import { torchIn } from './written-out.ts'

/** Functions of `torch.cuda` that `torch.mps` has under the same name, without arguments. */
const TWINS = ['torch.cuda.empty_cache', 'torch.cuda.synchronize'] as const

/** What measures time by the GPU: both take `enable_timing`, and their objects have the same methods. */
const EVENT = 'torch.cuda.Event'

/** The release with `torch.mps`. */
const SINCE = '2.0'

/** `torch.cuda.synchronize()` that goes to `torch.mps` where there is Metal. */
export function callMetalTwin(context: AuditContext, call: CallSeen): Edits {
  const { callee, arguments: given } = call.node
  const torch = torchIn(callee, call.name)
  const isEvent = call.name === EVENT && given.every(({ name }) => name === 'enable_timing')
  const isTwin = (isEvent || hasTwin(call)) && torchHasTwins(context)
  if (!isTwin || !torch || callee.kind !== 'attribute') return []
  return chooseMetalWithin(context, call, callee.object, `${torch.id}.mps`)
}

/** Whether Metal has the function that is called, and takes the call as it is. */
export function hasTwin({ name, node }: CallSeen): boolean {
  return TWINS.some((twin) => twin === name) && node.arguments.length === 0
}

/** The calls of such functions. */
export function callsWithTwin(context: AuditContext): readonly CallSeen[] {
  return seen(context, 'call', ...TWINS).filter(hasTwin)
}

/** Whether the PyTorch of the project has functions for Metal. */
export function torchHasTwins(context: AuditContext): boolean {
  return !torchIsBefore(context, SINCE)
}
