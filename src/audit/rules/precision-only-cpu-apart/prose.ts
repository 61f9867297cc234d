import type { Source } from '../../../report/report.ts'

export const title = 'Precision is treated apart for the CPU only'

export const message =
  'Only the CPU is treated apart here; a model on Metal gets the precision that was chosen for CUDA.'

export const fix =
  'Decide what mps should get: often the same as the CPU where bfloat16 or mixed precision is concerned.'

export const sources: readonly Source[] = [
  { url: 'https://docs.pytorch.org/docs/stable/amp.html', seen: '2026-11-22', kind: 'documentation' },
]
