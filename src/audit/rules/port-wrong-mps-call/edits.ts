import type { AttributeSeen, CallSeen } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { type About, editAt } from '../../finding/edit-at.ts'
import type { Edits } from '../../finding/fix-by.ts'
import { torchIn } from '../../torch/written-out.ts'
import { insteadOf, whys } from './prose.ts'

/** What is meant by a made-up name, where it is called in the same way; the others take or give something else. */
const CALLED_ALIKE: ReadonlySet<string> = new Set([
  'torch.mps.empty_cache',
  'torch.mps.synchronize',
  'torch.mps.manual_seed',
  'torch.mps.current_allocated_memory',
  'torch.mps.driver_allocated_memory',
])

/** The name of a call that does not exist, put right. It raised wherever it was reached, so that nothing relies on it. */
export function renamed(call: CallSeen): Edits {
  const instead = insteadOf[call.name]
  const torch = torchIn(call.node.callee, call.name)
  if (instead === undefined || !CALLED_ALIKE.has(instead) || !torch) return []
  const takesSeed = instead === 'torch.mps.manual_seed'
  if (call.node.arguments.length !== (takesSeed ? 1 : 0)) return []
  return [editAt(call, call.node.callee, `${torch.id}${instead.slice('torch'.length)}`, safe(whys.missing))]
}

/** `"metal"` as it is written in the call. */
export function namedMps(call: CallSeen): Edits {
  const device = call.node.arguments[0]?.value
  return device?.kind === 'string' ? [editAt(call, device, '"mps"', safe(whys.device))] : []
}

/** `.mps()`. */
export function movedToMps(call: CallSeen): Edits {
  const { callee, end, arguments: given } = call.node
  if (callee.kind !== 'attribute' || given.length > 0) return []
  return [editAt(call, { at: callee.nameAt, end }, 'to("mps")', safe(whys.method))]
}

/** `is_built` and `has_mps`, which `is_available` implies. */
export function asked(observation: CallSeen | AttributeSeen): Edits {
  const node: Expression = observation.kind === 'call' ? observation.node.callee : observation.node
  if (node.kind !== 'attribute') return []
  const text = observation.kind === 'call' ? 'is_available' : 'backends.mps.is_available()'
  return [editAt(observation, { at: node.nameAt, end: node.end }, text, safe(whys.available))]
}

function safe(why: string): About {
  return { safety: 'safe', why }
}
