import type { Source } from '../../../report/report.ts'

export const title = 'torch.compile is asked for something that only CUDA has'

export const messages = {
  tensorrt: 'TensorRT runs on NVIDIA only: with this backend the first call raises on a Mac.',
  graphs: 'CUDA graphs have no counterpart on Metal: PyTorch leaves them out and runs the model as it is.',
  mode: (mode: string): string =>
    `The mode ${mode} has no CUDA graphs or templates to add on Metal; it compiles as by default.`,
  suppressed:
    'The compiler has no code for Metal yet; its errors are suppressed here, so that on mps the model runs as it is.',
  tooOld: (version: string | undefined): string =>
    `The compiler of PyTorch ${version ?? 'of this age'} has no code for Metal: a model on mps raises BackendCompilerFailed at its first call.`,
} as const

export const fixes = {
  backend: 'Leave the backend out where the device is not CUDA.',
  nothing: 'Nothing has to change.',
  tooOld: 'Ask for PyTorch 2.8 or later, or do not compile when the device is mps.',
} as const

export const sources = {
  compile: [
    {
      url: 'https://docs.pytorch.org/docs/stable/generated/torch.compile.html',
      seen: '2026-11-22',
      kind: 'documentation',
    },
  ],
  graphs: [
    { url: 'pkg:pypi/torch@2.13.0', seen: '2026-11-22', kind: 'code' },
    {
      url: 'https://docs.pytorch.org/docs/stable/generated/torch.compile.html',
      seen: '2026-11-22',
      kind: 'documentation',
    },
  ],
  inductor: [
    { url: 'https://github.com/pytorch/pytorch/issues/125254', seen: '2026-11-22', kind: 'issue' },
    { url: 'https://github.com/ModelCloud/GPTQModel/pull/1684', seen: '2026-11-22', kind: 'issue' },
  ],
} as const satisfies Record<string, readonly Source[]>
