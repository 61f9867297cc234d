import type { CallSeen } from '../../../trace/observation.ts'
import { options, type Value } from '../../../trace/value.ts'
import { inModule, mindsMetal } from '../../devices/destination.ts'
import type { Passed } from '../../observations/call-arguments.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import type { AuditContext } from '../../rule.ts'

/** What takes tensors that all have to be on one device; numbers may be added to and multiplied with from elsewhere. */
const MEETING =
  /^torch\.(?:matmul|mm|bmm|mv|addmm|baddbmm|einsum|cat|concat|stack|where|gather|index_select|cdist|cross)$|^torch\.nn\.functional\.(?:linear|embedding|conv\w*|grid_sample|scaled_dot_product_attention)$|^\.(?:matmul|mm|bmm|mv)$/

/** A call in a method of a network by which a tensor that it keeps meets what it is given. */
export interface Meeting {
  readonly call: CallSeen
  readonly kept: Passed
}

/**
 * Where tensors that a network keeps as plain attributes meet its inputs: `self.mask = torch.eye(8)` is no parameter and no buffer,
 * so that it stays on the CPU when the network is moved.
 */
export function keptTensors(context: AuditContext, isOnMetal: (model: Value) => boolean): readonly Meeting[] {
  return liveCalls(context, (name) => MEETING.test(name)).flatMap((call) => {
    const owner = call.function?.owner
    if (!owner || !inModule(call) || mindsMetal(call) || !isOnMetal({ kind: 'object', class: owner })) return []
    const given = [...(call.receiver ? [call.receiver] : []), ...call.positional.map(({ value }) => value)]
    const kept = call.positional.find(isKept)
    return kept && !given.every(isUnplaced) ? [{ call, kept }] : []
  })
}

function isKept({ argument: { value: node }, value }: Passed): boolean {
  const isOwn = node.kind === 'attribute' && node.object.kind === 'name' && node.object.id === 'self'
  return isOwn && isUnplaced(value)
}

/** Whether it is a tensor that was made without a device wherever it is known: callers may give another. */
function isUnplaced(value: Value): boolean {
  const known = options(value).filter((own) => own.kind !== 'unknown' && !isNone(own))
  return (
    known.length > 0 && known.every((own) => own.kind === 'tensor' && own.unplaced === true && own.library === 'torch')
  )
}

function isNone(value: Value): boolean {
  return value.kind === 'constant' && value.value === null
}
