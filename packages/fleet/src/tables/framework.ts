import type { Report } from 'acclimate'

const HOMES = { mps: 'PyTorch', mlx: 'MLX', jax: 'JAX', tensorflow: 'TensorFlow', other: 'other' } as const

/** What a project requires that names its framework, where nothing that was read imports one. */
const PACKAGES = [
  ['torch', 'PyTorch'],
  ['tensorflow', 'TensorFlow'],
  ['jax', 'JAX'],
  ['mlx', 'MLX'],
] as const

/** The framework that a project is written for: by what most of its modules import, else by what it requires. */
export function frameworkOf({ dependencies, platforms }: Report): string {
  const { home } = platforms.metal
  if (home !== undefined) return HOMES[home]
  const required = new Set(dependencies.map(({ name }) => name))
  return PACKAGES.find(([name]) => required.has(name))?.[1] ?? 'none'
}
