import type { Machine } from '../machine.ts'
import type { Model } from '../model.ts'
import type { Quantization } from '../memory/quantizations.ts'
import type { Runtime } from '../../report/fit.ts'
import type { Traits } from './rates.ts'

/** FLOP/s that a core does outside its matrix units; less where half of the lanes are missing, as in dies for data centres. */
const LANES_OF_DATA_CENTRES = 0.25e12
/** Dies for data centres do so many times as much with matrices as without. */
const MATRICES_OF_DATA_CENTRES = 12
/** Generations whose multiprocessors have half the lanes that others have. */
const FEW_LANES = ['volta', 'turing']

/**
 * What kernels know a GPU by: its generation, and whether the die is one for data centres, which has another balance of
 * arithmetic and bandwidth, or shares its memory with a processor.
 */
export function architectureOf(machine: Machine): string {
  const { platform, generation, flops, matrixFlops, unified } = machine
  if (platform === 'metal') return generation
  if (unified) return `${generation} unified`
  const hasLargeMatrices =
    flops !== undefined && matrixFlops !== undefined && matrixFlops / flops > MATRICES_OF_DATA_CENTRES
  if (hasLargeMatrices || (hasFewLanes(machine) && !FEW_LANES.includes(generation))) return `${generation} data centre`
  return generation === 'turing' && matrixFlops === undefined ? 'turing without matrices' : generation
}

function hasFewLanes({ generation, cores, flops }: Machine): boolean {
  return FEW_LANES.includes(generation) || (flops !== undefined && flops / cores < LANES_OF_DATA_CENTRES)
}

/** Parts of the work that runtimes and quantizations have kernels of their own for. */
export function traitsOf(machine: Machine, model: Model, quantization: Quantization, runtime: Runtime): Traits {
  const kernels = quantization.kernels === 'mlx' ? quantization.name : quantization.kernels
  return [
    architectureOf(machine),
    `${runtime} ${kernels}`,
    runtime,
    ...(isTwoDies(machine) ? ['two dies'] : []),
    ...(runtime === 'mlx' && WITHOUT_BF16.includes(machine.generation) ? ['bf16 emulated'] : []),
    ...(model.architecture?.experts === undefined ? [] : ['experts']),
    ...(model.kind === 'vision' ? ['convolution'] : []),
  ]
}

/** Apple's GPUs that compute bfloat16, in which most models for MLX are kept, by way of single precision. */
const WITHOUT_BF16 = ['m1', 'm2']

/** The largest number of GPU cores on one die of Apple's; an Ultra is two of them. */
const LARGEST_DIE = 40

function isTwoDies({ platform, cores }: Machine): boolean {
  return platform === 'metal' && cores > LARGEST_DIE
}

/** FLOP/s of a GPU core of Apple's: a scale only, since what each generation reaches of it is calibrated. */
const APPLE_CORE = 0.36e12
/** Of a GPU whose FLOP/s nobody states: those of a streaming multiprocessor at 1.6 GHz. */
const PLAIN_CORE = 0.4e12

/**
 * What one GPU can compute, by its cores and their clock: FLOP/s outside matrix units, as if all multiprocessors had 128
 * lanes. Kernels for quantized weights reach nearly the same of it on all generations with integer matrix units.
 */
export function peakOf(machine: Machine): number {
  const { platform, cores, flops } = machine
  if (platform === 'metal') return cores * APPLE_CORE
  if (flops === undefined) return cores * PLAIN_CORE
  return platform === 'cuda' && hasFewLanes(machine) ? 2 * flops : flops
}
