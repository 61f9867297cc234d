/** Where a tensor is or goes, as far as that is told. */
import type { CallSeen } from '../../../trace/observation.ts'
import type { Tensor } from '../../../trace/value.ts'
import { passedTo } from '../../observations/call-arguments.ts'

/** `.to(other.device)`: it goes where another tensor is, which may be the CPU. */
export function goesWhereAnother(call: CallSeen): boolean {
  const device = passedTo(call, 'device', call.name === '.to' ? 0 : undefined)
  const node = device?.argument.value
  if (node?.kind !== 'attribute' || node.name !== 'device' || device?.value.kind !== 'unknown') return false
  return node.object.kind === 'name' && !HOLDERS.test(node.object.id)
}

/** What holds the device of a program, rather than a tensor. */
const HOLDERS = /^(?:self|cls|args?|opts?|cfg|conf|config|settings|options|hparams|flags|\w*model|\w*net)$/i

/** Whether nothing but an annotation or the function that made it tells that something is a tensor, and so not where it is. */
export function isAnywhere({ library, device, unplaced, dtype }: Tensor): boolean {
  return library === 'torch' && device === undefined && unplaced === undefined && dtype === undefined
}
