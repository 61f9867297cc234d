import type { Source } from '../../report/report.ts'

export const title = 'A device is chosen between CUDA and the CPU, so the GPU of a Mac stays idle'

export const message = (chosen: string | undefined): string =>
  `On a Mac this picks ${chosen ?? 'no accelerator'}: the choice knows CUDA but not Metal, so the GPU stays idle.`

export const loading = 'On a Mac this loads to the CPU, whatever device the model is put on afterwards.'

export const fix = 'Choose cuda, then mps, then cpu, in one place; on PyTorch 2.6 and later torch.accelerator does it.'

export const sources: readonly Source[] = [
  { url: 'https://docs.pytorch.org/docs/stable/notes/mps.html', seen: '2026-11-22', kind: 'documentation' },
]
