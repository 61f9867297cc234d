import type { ModelSupport } from '../../../knowledge/knowledge.ts'

export const title = 'A model that this release of MLX LM does not know'

export const message = (name: string, version: string, { type, since }: ModelSupport): string =>
  `mlx-lm ${version} has no code for ${name}: loading it raises ValueError, Model type ${type} not supported. The first with it is ${since}.`

export const fix = (since: string): string => `Let mlx-lm be ${since} or later.`
