import type { Architecture, Kept } from '../model.ts'
import type { Runtime } from '../../report/fit.ts'

/** Tokens that a runtime computes at a time while it reads a prompt: `-ub` of llama.cpp, `prefill_step_size` of mlx-lm. */
export const PROMPT_CHUNK = {
  'llama.cpp': 512,
  mlx: 2048,
  pytorch: Number.POSITIVE_INFINITY,
} as const satisfies Record<Runtime, number>

/** llama.cpp rounds the cells of a sliding window up to this many. */
const CELLS_AT_A_TIME = 256

/** How states of linear attention are kept, whatever the cache of the others is. */
const STATE_BYTES = 4

export interface CacheOptions {
  readonly runtime: Runtime
  /** Tokens of one sequence. */
  readonly context: number
  /** Sequences. */
  readonly batch: number
  readonly elementBytes: number
  /** Tokens that are computed at a time, where the user chose it. */
  readonly chunk?: number
}

/**
 * Bytes of what is kept of the tokens before: keys and values of each layer with its own heads, windows and latent vectors.
 * Recomputes what llama.cpp prints for 52 of 56 logs to the byte.
 */
export function cacheBytes({ layers }: Architecture, options: CacheOptions): number {
  return layers.reduce((sum, { count, keeps }) => sum + count * options.batch * bytesOfLayer(keeps, options), 0)
}

function bytesOfLayer(keeps: Kept, options: CacheOptions): number {
  const { context, elementBytes } = options
  switch (keeps.kind) {
    case 'attention':
      return keyValueElements(keeps) * cellsOf(keeps.window, options) * elementBytes
    case 'latent':
      return (keeps.rank + keeps.rope) * Math.ceil(context / (keeps.every ?? 1)) * elementBytes
    case 'state':
      return keeps.elements * STATE_BYTES
    case 'none':
      return 0
  }
}

/** Elements that one token of one layer leaves behind. */
export function keyValueElements(keeps: Extract<Kept, { kind: 'attention' }>): number {
  return keeps.keyValueHeads * (keeps.keyLength + keeps.valueLength)
}

/** A window has room for the chunk that is being computed, too. */
function cellsOf(
  window: number | undefined,
  { runtime, context, chunk = PROMPT_CHUNK[runtime] }: CacheOptions,
): number {
  if (window === undefined) return context
  if (runtime !== 'llama.cpp') return Math.min(context, window)
  return Math.min(context, Math.ceil((window + chunk) / CELLS_AT_A_TIME) * CELLS_AT_A_TIME)
}

/** Bytes of the cache that computing one more token reads, at a depth. */
export function cacheRead({ layers }: Architecture, depth: number, elementBytes: number): number {
  return layers.reduce((sum, { count, keeps }) => sum + count * readOfLayer(keeps, depth, elementBytes), 0)
}

function readOfLayer(keeps: Kept, depth: number, elementBytes: number): number {
  switch (keeps.kind) {
    case 'attention':
      return keyValueElements(keeps) * Math.min(depth, keeps.window ?? depth) * elementBytes
    case 'latent':
      return (keeps.rank + keeps.rope) * (depth / (keeps.every ?? 1)) * elementBytes
    case 'state':
      return keeps.elements * STATE_BYTES
    case 'none':
      return 0
  }
}
