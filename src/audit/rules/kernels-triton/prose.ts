import type { Source } from '../../../report/report.ts'
import type { ManualFix } from '../../rule.ts'

export const title = 'Kernels are written in Triton, which has no back end for Metal'

export const messages = {
  kernel: 'A Triton kernel cannot be compiled on a Mac: Triton has no wheel for macOS and no back end for Metal.',
  beside: 'These Triton kernels are for CUDA; on a Mac the program takes the path beside them.',
} as const

/** For a program that has a device for a Mac, and so a way past its kernels to make. */
export const besideMetal: ManualFix = {
  kind: 'manual',
  effort: 'hours',
  summary:
    'Import this module only where CUDA is, within a test for torch.cuda.is_available() or a try for ImportError, and on a Mac compute what its kernels do with operators of PyTorch.',
}

export const sources: readonly Source[] = [
  { url: 'https://github.com/triton-lang/triton/issues/5559', seen: '2026-11-22', kind: 'issue' },
  { url: 'https://github.com/triton-lang/triton/issues/1465', seen: '2026-11-22', kind: 'issue' },
]
