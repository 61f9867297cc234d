import type { CallSeen } from '../../trace/observation.ts'
import { inModule } from '../devices/destination.ts'

/** Methods that NumPy, pandas and containers have too: only on what is known to be a tensor. */
const SHARED =
  /^(take|put|mode|median|round|sort|argsort|cumsum|cumprod|trace|dot|repeat|nonzero|unique|resize|histogram)$/

/** Methods that others than tensors have more often: outside of a network, only on what is known to be a tensor. */
const ORDINARY =
  /^(?:abs|all|any|bmm|clip|clamp|corr|cov|count_nonzero|cummax|cummin|diff|div|eq|equal|fill_?|flip|item|lerp|max|mean|min|mul|norm|pow|prod|quantile|rank|roll|std|sum|square|var|where|random_|complex|real|isin|to)$/

/** Pyro's distributions are PyTorch's own, in a module of its own. */
const OF_PYRO = /^pyro(?=\.distributions\.)/

/** The name by which PyTorch's tables may know calls of a name: `torch.Tensor.mode` for `.mode`. */
export function tableName(name: string): string {
  return name.startsWith('.') ? `torch.Tensor${name}` : name.replace(OF_PYRO, 'torch')
}

/** Whether operands of which nothing is known are sure enough to be tensors: in a network, where they are written as such. */
function isOfTensors(call: CallSeen): boolean {
  return call.operator === undefined || inModule(call)
}

/** What a call is called where PyTorch's names are asked for: `torch.mode`, `torch.Tensor.mode`; undefined for others. */
export function operatorName({ name, receiver, ...call }: CallSeen): string | undefined {
  if (!name.startsWith('.')) return /^(?:torch|pyro\.distributions)\./.test(name) ? tableName(name) : undefined
  const method = name.slice(1)
  if (receiver?.kind === 'tensor') return receiver.library === 'torch' ? `torch.Tensor.${method}` : undefined
  const isUnknown = receiver === undefined || receiver.kind === 'unknown'
  if (!isUnknown || SHARED.test(method) || !isOfTensors({ name, ...call })) return undefined
  return inModule({ name, ...call }) || !ORDINARY.test(method) ? `torch.Tensor.${method}` : undefined
}
