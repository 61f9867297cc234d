import type { Declaration } from '../../project/facts.ts'

/** Packages of CUDA itself in conda's channels, and builds of others for it. */
const CONDA_CUDA =
  /^(?:cudatoolkit(?:-dev)?|pytorch-cuda|cuda(?:-[a-z-]+)?|cudnn|nccl|cutensor|lib(?:cublas|cufft|cusolver|cusparse|curand|npp|nvjpeg))$/
const CONDA_BUILD = /=[^=,\s]*=[^,\s]*(?:cuda|_cu\d)/i

/** Whether a conda environment asks for CUDA: a package of its own, or a build of another for it. */
export function isCudaOfConda({ ecosystem, name, requirement }: Declaration): boolean {
  return ecosystem === 'conda' && (CONDA_CUDA.test(name) || CONDA_BUILD.test(requirement))
}
