import type { Source } from '../../../report/report.ts'

export const title = 'The project has kernels of its own in CUDA'

export const messages = {
  required: (files: number): string =>
    `The build needs ${files === 1 ? 'this CUDA source' : `these ${files} CUDA sources`}. Nothing translates them to Metal; they would have to be written anew.`,
  optional: 'These CUDA kernels are built for NVIDIA GPUs only; on a Mac the project does without them.',
} as const

export const sources: readonly Source[] = [
  { url: 'https://github.com/k2-fsa/k2/issues/1243', seen: '2026-11-22', kind: 'issue' },
  { url: 'https://github.com/turboderp/exllama/issues/168', seen: '2026-11-22', kind: 'issue' },
]
