import type { Source } from '../../report/report.ts'

export const title = 'Kernels are compiled by Numba for CUDA'

export const message = 'Numba compiles these for CUDA only, so the first use raises on a Mac.'

export const fix =
  'Write them for the CPU with numba.njit(parallel=True), or for Metal with mlx.core.fast.metal_kernel or torch.mps.compile_shader.'

export const sources: readonly Source[] = [
  { url: 'https://numba.readthedocs.io/en/stable/cuda/overview.html', seen: '2026-11-22', kind: 'documentation' },
]
