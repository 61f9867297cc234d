import type { Source } from '../../../report/report.ts'

export const title = 'A model is spread over CUDA devices'

export const messages = {
  cuda: 'device_map names CUDA, so loading the model raises on a Mac.',
  automatic:
    'This version of Accelerate counts the memory of CUDA devices only: on a Mac the model stays on the CPU or on disk.',
} as const

export const fixes = {
  cuda: 'Write device_map="auto", which takes mps on a Mac.',
  byEdit: 'Name mps where there is Metal, and elsewhere what it was.',
  automatic: 'Take Accelerate 0.20 or later, or load without device_map and move the model to mps.',
} as const

export const sources = {
  cuda: [
    {
      url: 'https://huggingface.co/docs/accelerate/usage_guides/big_modeling',
      seen: '2026-11-22',
      kind: 'documentation',
    },
  ],
  automatic: [
    { url: 'https://github.com/huggingface/accelerate/pull/1545', seen: '2026-11-22', kind: 'code' },
    { url: 'pkg:pypi/accelerate@0.20.0', seen: '2026-11-22', kind: 'package' },
  ],
} as const satisfies Record<string, readonly Source[]>
