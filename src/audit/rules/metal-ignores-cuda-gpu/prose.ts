import type { Source } from '../../../report/report.ts'

export const title = 'A device is chosen between Metal and the CPU, so a GPU with CUDA stays idle'

export const message =
  'On a machine with CUDA this picks cpu: the choice knows Metal but not CUDA, so the GPU stays idle.'

export const fix = 'Choose cuda, then mps, then cpu, in one place; on PyTorch 2.6 and later torch.accelerator does it.'

export const sources: readonly Source[] = [
  { url: 'https://docs.pytorch.org/docs/stable/notes/mps.html', seen: '2026-11-22', kind: 'documentation' },
  { url: 'pkg:pypi/torch@2.13.0', seen: '2026-11-28', kind: 'measurement' },
]
