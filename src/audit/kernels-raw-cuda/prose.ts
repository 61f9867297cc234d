import type { Source } from '../../report/report.ts'

export const title = 'CUDA code is compiled from Python while the program runs'

export const message = (name: string): string => `${name} compiles CUDA code, which no Mac can run.`

export const sources: readonly Source[] = [
  { url: 'https://docs.cupy.dev/en/stable/user_guide/kernel.html', seen: '2026-11-22', kind: 'documentation' },
  { url: 'https://numba.readthedocs.io/en/stable/cuda/overview.html', seen: '2026-11-22', kind: 'documentation' },
  { url: 'https://github.com/numba/numba/issues/5706', seen: '2026-11-22', kind: 'issue' },
]
