import type { CallSeen } from '../../trace/observation.ts'
import type { Edits } from '../finding/fix-by.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'
import { chooseMetalWithin } from './choose-metal.ts'
import { torchIsBefore } from './torch-version.ts'
import { torchIn } from './written-out.ts'

/** Functions of `torch.cuda` that `torch.mps` has under the same name, without arguments. */
const TWINS = ['torch.cuda.empty_cache', 'torch.cuda.synchronize'] as const

/** The same for the state of the generator, which is read without arguments and set with one. */
const STATES: ReadonlyMap<string, number> = new Map([
  ['torch.cuda.get_rng_state', 0],
  ['torch.cuda.set_rng_state', 1],
])

/** What `torch.mps` has under another name, without arguments. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['torch.cuda.memory_allocated', 'current_allocated_memory'],
  ['torch.cuda.memory_reserved', 'driver_allocated_memory'],
])

/** What measures time by the GPU: both take `enable_timing`, and their objects have the same methods. */
const EVENT = 'torch.cuda.Event'

/** The release with `torch.mps`. */
const SINCE = '2.0'

/** `torch.cuda.synchronize()` that goes to `torch.mps` where there is Metal. */
export function callMetalTwin(context: AuditContext, call: CallSeen): Edits {
  const { callee, arguments: given } = call.node
  const torch = torchIn(callee, call.name)
  if (!torch || callee.kind !== 'attribute' || !torchHasTwins(context)) return []
  const renamed = RENAMED.get(call.name)
  if (renamed !== undefined) return chooseMetalWithin(context, call, call.node, `${torch.id}.mps.${renamed}()`)
  const isEvent = call.name === EVENT && given.every(({ name }) => name === 'enable_timing')
  const isState = STATES.get(call.name) === given.length && given.every(({ name }) => name === undefined)
  return isEvent || isState || hasTwin(call) ? chooseMetalWithin(context, call, callee.object, `${torch.id}.mps`) : []
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
