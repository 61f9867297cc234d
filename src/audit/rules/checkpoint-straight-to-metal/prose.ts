import type { Source } from '../../../report/report.ts'

export const title = 'A checkpoint is loaded straight to Metal with a PyTorch that cannot'

export const messages = {
  never: 'torch.load cannot put a checkpoint on mps before PyTorch 1.13: load to the CPU and move what was loaded.',
  index:
    'The device of a tensor on Metal is mps:0, where torch.load cannot put a checkpoint before PyTorch 2.1: load to the CPU and move what was loaded.',
} as const

export const fix = (device: string): string => `Load with map_location="cpu", and move what was loaded: .to(${device}).`

export const sources: readonly Source[] = [
  { url: 'https://github.com/pytorch/pytorch/issues/79384', seen: '2026-11-22', kind: 'issue' },
  { url: 'https://github.com/pytorch/pytorch/pull/79465', seen: '2026-11-28', kind: 'issue' },
  { url: 'https://github.com/pytorch/pytorch/pull/98834', seen: '2026-11-28', kind: 'issue' },
  { url: 'https://github.com/eloialonso/diamond/issues/6', seen: '2026-11-22', kind: 'issue' },
]
