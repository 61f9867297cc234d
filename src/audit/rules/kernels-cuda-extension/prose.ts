import type { Source } from '../../../report/report.ts'

export const title = 'An extension is built from CUDA code'

export const messages = {
  install:
    'Installing the project builds this extension with the CUDA compiler; on a Mac it stops for want of CUDA_HOME.',
  installPart:
    'Installing what is in this folder builds an extension with the CUDA compiler; on a Mac it stops for want of CUDA_HOME.',
  run: 'The program builds CUDA code when it comes here; on a Mac it stops for want of CUDA_HOME.',
  onRequest:
    'Where the condition before it holds, the program builds CUDA code; on a Mac that stops for want of CUDA_HOME.',
  without: 'This extension is for CUDA; on a Mac the project is built without it.',
  withoutAtRun: 'The program builds CUDA code here for those who have CUDA; on a Mac it does without.',
  imports: (name: string): string =>
    `${name} is an extension for CUDA that the project is installed without on a Mac, and so this import fails.`,
  calls: (name: string): string =>
    `${name}, an extension for CUDA, is not there on a Mac: its import is passed over, and what calls it raises NameError.`,
} as const

export const sources: readonly Source[] = [
  {
    url: 'https://github.com/ClementPinard/Pytorch-Correlation-extension/issues/11',
    seen: '2026-11-22',
    kind: 'issue',
  },
  { url: 'https://github.com/NVlabs/imaginaire/issues/184', seen: '2026-11-22', kind: 'issue' },
]
