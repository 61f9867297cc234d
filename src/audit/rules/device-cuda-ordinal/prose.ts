import type { Source } from '../../../report/report.ts'

export const title = 'A device is named by the number of a CUDA device'

export const messages = {
  torch:
    'Before PyTorch 2.5 a number means a CUDA device; on a Mac this raises AssertionError: Torch not compiled with CUDA enabled.',
  transformers: 'Before Transformers 4.40 a number means a CUDA device, and the pipeline raises on a Mac.',
  ultralytics: 'A number means a CUDA device to Ultralytics, which refuses it on a Mac.',
} as const

export const fixByEdit = 'Name mps where there is Metal, and elsewhere the number as before.'

export const fix = (device: string): string => `Give the device by its name, device=${device}.`

export const sources = {
  torch: [
    { url: 'https://github.com/pytorch/pytorch/pull/129119', seen: '2026-11-29', kind: 'code' },
    { url: 'pkg:pypi/torch@2.4.1', seen: '2026-11-29', kind: 'package' },
  ],
  transformers: [
    { url: 'pkg:pypi/transformers@4.39.0', seen: '2026-11-22', kind: 'package' },
    { url: 'pkg:pypi/transformers@4.40.0', seen: '2026-11-22', kind: 'package' },
  ],
  ultralytics: [{ url: 'https://github.com/ultralytics/ultralytics/issues/19770', seen: '2026-11-22', kind: 'issue' }],
} as const satisfies Record<string, readonly Source[]>
