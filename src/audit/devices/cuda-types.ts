import type { DecisionSeen } from '../../trace/observation.ts'
import { options, type Value } from '../../trace/value.ts'

/** Types of tensors on CUDA, which name a device and a number type in one. */
export const CUDA_TYPE = /^torch\.cuda\.\w+(Tensor|Storage)$/

/** Of which one is taken later: `tt = torch.cuda if args.cuda else torch`, then `tt.LongTensor(3)`. */
const TYPES_OF_CUDA = 'torch.cuda'

export function isCudaType(value: Value): boolean {
  return options(value).every((option) => {
    const name = option.kind === 'external' ? option.name : option.kind === 'constant' ? option.value : undefined
    return typeof name === 'string' && (name === TYPES_OF_CUDA || CUDA_TYPE.test(name))
  })
}

/** `torch.cuda.FloatTensor if torch.cuda.is_available() else torch.FloatTensor`, of which a Mac takes the other. */
export function passesOverCudaType({ chosen, rejected }: DecisionSeen): boolean {
  return chosen !== undefined && rejected !== undefined && isCudaType(rejected) && !isCudaType(chosen)
}

/** `torch.cuda.FloatTensor if args.gpu else torch.FloatTensor`, by a switch of the program's own. */
export function switchesCudaType({ chosen, value, basis }: DecisionSeen): boolean {
  const isSwitched = value === undefined && basis.length === 0
  return isSwitched && chosen !== undefined && options(chosen).some(isCudaType) && !options(chosen).every(isCudaType)
}
