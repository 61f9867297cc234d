import type { Tensor, Value } from '../trace/value.ts'

/** What an operator between a tensor and something else gives. */
export function combined(tensor: Tensor, other: Value): Tensor {
  const { dimensions: _, unplaced, single, ...rest } = tensor
  if (other.kind === 'constant') return tensor
  // With what is elsewhere only a single number can meet, so that a tensor of several stays where it is.
  if (other.kind !== 'tensor') return single ? rest : { ...rest, ...(unplaced ? { unplaced } : {}) }
  const { dimensions: __, unplaced: otherUnplaced, single: otherSingle, ...otherRest } = other
  const wide = other.dtype === 'float64' || other.dtype === 'complex64' ? otherRest : rest
  const device = tensor.device ?? other.device
  return {
    ...wide,
    ...(device === undefined ? {} : { device }),
    ...(unplaced && otherUnplaced ? { unplaced } : {}),
    ...(single && otherSingle ? { single } : {}),
  }
}
