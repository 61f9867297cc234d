import type { Knowledge } from './knowledge.ts'

/** What MLX has for a name of PyTorch. */
export type MlxCounterpart =
  | { readonly kind: 'same' | 'similar'; readonly mlx: string; readonly since: string; readonly differs?: string }
  | { readonly kind: 'absent' }

/**
 * What MLX documents for a name of PyTorch (`torch.cat`, `torch.Tensor.sum`, `torch.nn.Conv2d`): the same, something that
 * differs in what it says, or nothing. Undefined when it is not known.
 */
export function mlxCounterpart({ mlx }: Pick<Knowledge, 'mlx'>, pythonName: string): MlxCounterpart | undefined {
  // A method does what the function of its name does, unless it is listed itself.
  const names = [pythonName, pythonName.replace(/^torch\.Tensor\.(?=[a-z])/, 'torch.').replace(/_$/, '')]
  const name = names.find((own) => Object.hasOwn(mlx.fromTorch, own))
  const found = name === undefined ? undefined : mlx.fromTorch[name]
  if (found === undefined) return names.some((own) => mlx.absent.includes(own)) ? { kind: 'absent' } : undefined
  const since = mlx.operations[found.mlx]?.since
  if (since === undefined) return undefined
  return { kind: found.differs === undefined ? 'same' : 'similar', since, ...found }
}
