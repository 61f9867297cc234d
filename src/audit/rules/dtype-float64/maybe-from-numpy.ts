/** Arrays of which nobody says the type. */
import type { CallSeen } from '../../../trace/observation.ts'
import { unparse } from '../../../trace/unparse.ts'

/** Names of arrays that usually hold bytes, integers or 32-bit floats. */
export const USUALLY_NARROW =
  /image|img|mask|frame|label|idx|index|indices|token|ids?\b|pixel|audio|wave?|rgb|count|num/i

/** `torch.as_tensor(points, device=...)` of an array whose type nobody names: NumPy computes in 64 bits. */
export function maybeFromNumpy(call: CallSeen): boolean {
  if (call.result.kind === 'tensor' && call.result.perhapsWide && call.result.library === 'torch') return true
  if (!/^torch\.(as_tensor|tensor)$/.test(call.name) || call.keywords.has('dtype')) return false
  const [first] = call.positional
  if (!first || first.value.kind !== 'tensor' || first.value.library !== 'numpy' || first.value.dtype !== undefined)
    return false
  return !USUALLY_NARROW.test(unparse(first.argument.value))
}
