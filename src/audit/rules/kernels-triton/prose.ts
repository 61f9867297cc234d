import type { Source } from '../../../report/report.ts'

export const title = 'Kernels are written in Triton, which has no back end for Metal'

export const messages = {
  kernel: 'A Triton kernel cannot be compiled on a Mac: Triton has no wheel for macOS and no back end for Metal.',
  beside: 'These Triton kernels are for CUDA; on a Mac the program takes the path beside them.',
} as const

export const sources: readonly Source[] = [
  { url: 'https://github.com/triton-lang/triton/issues/5559', seen: '2026-11-22', kind: 'issue' },
  { url: 'https://github.com/triton-lang/triton/issues/1465', seen: '2026-11-22', kind: 'issue' },
]
