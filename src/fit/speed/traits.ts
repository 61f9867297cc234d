import type { Machine } from '../machine.ts'
import type { Model } from '../model.ts'
import type { Quantization } from '../memory/quantizations.ts'
import type { Runtime } from '../fit.ts'
import type { Traits } from './rates.ts'

/** FLOP/s that a core does outside its matrix units; less where half of the lanes are missing, as in dies for data centres. */
const LANES_OF_DATA_CENTRES = 0.25e12
/** Dies for data centres do so many times as much with matrices as without. */
const MATRICES_OF_DATA_CENTRES = 12

/**
 * What kernels know a GPU by: its generation, and whether the die is one for data centres, which has another balance of
 * arithmetic and bandwidth, or shares its memory with a processor.
 */
export function architectureOf({ platform, generation, cores, flops, matrixFlops, unified }: Machine): string {
  if (platform === 'metal') return generation
  const hasFewLanes = generation !== 'turing' && flops !== undefined && flops / cores < LANES_OF_DATA_CENTRES
  const hasLargeMatrices = flops !== undefined && matrixFlops !== undefined && matrixFlops / flops > MATRICES_OF_DATA_CENTRES
  if (unified) return `${generation} unified`
  if (hasFewLanes || hasLargeMatrices) return `${generation} data centre`
  return generation === 'turing' && matrixFlops === undefined ? 'turing without matrices' : generation
}

/** Parts of the work that runtimes and quantizations have kernels of their own for. */
export function traitsOf(machine: Machine, model: Model, quantization: Quantization, runtime: Runtime): Traits {
  const kernels = quantization.kernels === 'mlx' ? quantization.name : quantization.kernels
  return [
    architectureOf(machine),
    `${runtime} ${kernels}`,
    runtime,
    ...(isTwoDies(machine) ? ['two dies'] : []),
    ...(model.architecture?.experts === undefined ? [] : ['experts']),
  ]
}

/** The largest number of GPU cores on one die of Apple's; an Ultra is two of them. */
const LARGEST_DIE = 40

function isTwoDies({ platform, cores }: Machine): boolean {
  return platform === 'metal' && cores > LARGEST_DIE
}

/** FLOP/s of a GPU core of Apple's: a scale only, since what each generation reaches of it is calibrated. */
const APPLE_CORE = 0.36e12
/** Of a GPU whose FLOP/s nobody states: those of a streaming multiprocessor at 1.6 GHz. */
const PLAIN_CORE = 0.4e12

/** FLOP/s of one GPU outside its matrix units, which stand for its cores and their clock. */
export function peakOf({ platform, cores, flops }: Machine): number {
  return platform === 'metal' ? cores * APPLE_CORE : (flops ?? cores * PLAIN_CORE)
}
