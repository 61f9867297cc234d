import type { CallSeen } from '../../../trace/observation.ts'
import { unparse } from '../../../trace/unparse.ts'
import type { Value } from '../../../trace/value.ts'
import { inModule, mindsMetal } from '../../devices/destination.ts'
import { modelsMovedForCuda, modelsNeverMoved } from '../../devices/models-on-metal.ts'
import { isForMac, liveCalls } from '../../observations/live-calls.ts'
import { seen } from '../../observations/seen.ts'
import type { AuditContext } from '../../rule.ts'

/** Calls, with what is on Metal, of models that only CUDA lets be moved. */
export function callsOfLeftModels(context: AuditContext): readonly CallSeen[] {
  const left = modelsMovedForCuda(context)
  if (left.size === 0 && left.moves.length === 0) return []
  const moves = new Set(left.moves)
  const names = new Set(left.moves.map(movedIn))
  const moved = new Set(
    seen(context, 'call', '.to', '.cuda')
      .filter((call) => !moves.has(call))
      .map(movedIn),
  )
  return seen(context, 'call', (name) => name === '' || name.startsWith('.') || name.startsWith('torch.nn.'))
    .filter((call) => call.positional.some(({ value }) => isOnMetal(value)) && isForMac(call))
    .filter((call) => {
      if (call.callee && left.has(call.callee)) return true
      const own = nameIn(call, unparse(call.node.callee))
      return names.has(own) && !moved.has(own)
    })
}

/** What a call moves, told by its name in the function around it: of what it is, nothing may be known. */
function movedIn(call: CallSeen): string {
  const { callee } = call.node
  return nameIn(call, callee.kind === 'attribute' ? unparse(callee.object) : '')
}

function nameIn({ module, function: around }: CallSeen, name: string): string {
  return `${module.path}\0${around?.at ?? -1}\0${name}`
}

/** Calls, with what is on Metal, of layers and ready networks that nothing moves: a teacher beside the network that is trained. */
export function callsOfUnmovedModels(context: AuditContext): readonly CallSeen[] {
  const calls = liveCalls(context, MODELS).filter(({ positional }) => positional.some(({ value }) => isOnMetal(value)))
  if (calls.length === 0) return []
  const unmoved = modelsNeverMoved(context)
  return calls.filter((call) => call.callee && unmoved.has(call.callee) && !mindsMetal(call) && !inModule(call))
}

/** What is called is a network or layer with weights. */
const MODELS =
  /^torch\.nn\.(?:Linear|Conv\w+|Embedding\w*|LSTM|GRU|RNN|Sequential|Transformer\w*)\(\)$|^torchvision\.models\.(?:\w+\.)?[a-z]\w*\(\)$/

function isOnMetal(value: Value): boolean {
  return value.kind === 'tensor' && value.device === 'mps'
}
