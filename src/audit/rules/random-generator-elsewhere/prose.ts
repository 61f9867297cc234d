import type { Source } from '../../../report/report.ts'

export const title = 'A generator on the CPU is to draw what is on Metal'

export const message =
  'This generator is on the CPU, and what it is to draw is on mps: PyTorch raises RuntimeError, since it takes only one of the same device.'

export const fix =
  'Make the generator on that device, torch.Generator(device=device), or draw on the CPU and move the result.'

export const sources: readonly Source[] = [
  { url: 'https://github.com/pytorch/pytorch/issues/110820', seen: '2026-11-29', kind: 'issue' },
  {
    url: 'https://docs.pytorch.org/docs/stable/generated/torch.Generator.html',
    seen: '2026-11-29',
    kind: 'documentation',
  },
]
