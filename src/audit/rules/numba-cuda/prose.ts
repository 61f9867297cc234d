import type { Source } from '../../../report/report.ts'

export const title = 'Kernels are compiled by Numba for CUDA'

export const message = 'Numba compiles these for CUDA only, so the first use raises on a Mac.'

export const sources: readonly Source[] = [
  { url: 'https://numba.readthedocs.io/en/stable/cuda/overview.html', seen: '2026-11-22', kind: 'documentation' },
]
