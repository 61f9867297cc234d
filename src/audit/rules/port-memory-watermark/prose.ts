import type { Source } from '../../../report/report.ts'

export const title = 'A limit on the memory of Metal that PyTorch refuses'

export const messages = {
  low: (low: number, high: number): string =>
    `The first tensor on mps raises RuntimeError, invalid low watermark ratio ${low}: the low mark may not be above the high one, ${high}.`,
  high: (high: number): string =>
    `The first tensor on mps raises RuntimeError, invalid high watermark ratio ${high}: it goes from 0 to 2.`,
} as const

export const fix =
  'Set PYTORCH_MPS_LOW_WATERMARK_RATIO to less than the high one too, or leave both out; torch.mps.set_per_process_memory_fraction limits memory as well.'

export const sources: readonly Source[] = [
  { url: 'https://github.com/kohya-ss/sd-scripts/issues/603', seen: '2026-11-27', kind: 'issue' },
  {
    url: 'https://docs.pytorch.org/docs/stable/mps_environment_variables.html',
    seen: '2026-11-27',
    kind: 'documentation',
  },
]
