import type { Source } from '../../../report/report.ts'

export const title = 'A tensor, module or device is bound to CUDA by name'

export const messages = {
  cudaMethod: '.cuda() raises on a Mac, where PyTorch has no CUDA.',
  literal: 'CUDA is named outright, which raises on a Mac as soon as something is put there.',
  assigned: 'The device is set to CUDA outright, which a Mac lacks; whatever is put there raises.',
  bySwitch: 'The switch around this is for CUDA alone: asked for, it raises on a Mac; otherwise the GPU stays idle.',
  passedOver:
    'CUDA is named outright, which raises on a Mac; the handler only says so, and what the try block is for is left out.',
} as const

export const sources: readonly Source[] = [
  { url: 'pkg:pypi/torch@2.13.0', seen: '2026-11-22', kind: 'measurement' },
  { url: 'https://docs.pytorch.org/docs/stable/notes/mps.html', seen: '2026-11-22', kind: 'documentation' },
]
