import type { CallSeen } from '../../trace/observation.ts'
import { inModule } from '../devices/destination.ts'

/** Methods that NumPy, pandas and containers have too: only on what is known to be a tensor. */
const SHARED =
  /^(take|put|mode|median|round|sort|argsort|cumsum|cumprod|trace|dot|repeat|nonzero|unique|resize|histogram)$/

/** The name by which PyTorch's tables may know calls of a name: `torch.Tensor.mode` for `.mode`. */
export function tableName(name: string): string {
  return name.startsWith('.') ? `torch.Tensor${name}` : name
}

/** What a call is called where PyTorch's names are asked for: `torch.mode`, `torch.Tensor.mode`; undefined for others. */
export function operatorName({ name, receiver, ...call }: CallSeen): string | undefined {
  if (!name.startsWith('.')) return name.startsWith('torch.') ? name : undefined
  const method = name.slice(1)
  if (receiver?.kind === 'tensor') return receiver.library === 'torch' ? `torch.Tensor.${method}` : undefined
  const isUnknown = receiver === undefined || receiver.kind === 'unknown'
  return isUnknown && !SHARED.test(method) && inModule({ name, ...call }) ? `torch.Tensor.${method}` : undefined
}
