import type { Source } from '../../../report/report.ts'

export const title = 'CUDA code is compiled from Python while the program runs'

export const message = (name: string): string => `${name} compiles CUDA code, which no Mac can run.`

export const sources: readonly Source[] = [
  { url: 'https://docs.cupy.dev/en/latest/user_guide/kernel.html', seen: '2026-11-22', kind: 'documentation' },
]
