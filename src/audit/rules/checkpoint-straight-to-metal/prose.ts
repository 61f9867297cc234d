import type { Source } from '../../../report/report.ts'

export const title = 'A checkpoint is loaded straight to Metal with a PyTorch that cannot'

export const message =
  'torch.load cannot put a checkpoint on mps before PyTorch 2.1: load to the CPU and move what was loaded.'

export const fix = (device: string): string => `Load with map_location="cpu", and move what was loaded: .to(${device}).`

export const sources: readonly Source[] = [
  { url: 'https://github.com/pytorch/pytorch/issues/79384', seen: '2026-11-22', kind: 'issue' },
  { url: 'https://github.com/eloialonso/diamond/issues/6', seen: '2026-11-22', kind: 'issue' },
]
