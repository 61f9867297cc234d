import type { Source } from '../../../report/report.ts'

export const title = 'The variable for operators that Metal lacks has no effect'

export const messages = {
  misspelt: (name: string): string => `PyTorch does not read ${name}; the variable is PYTORCH_ENABLE_MPS_FALLBACK.`,
  value: (value: string): string =>
    `PyTorch reads PYTORCH_ENABLE_MPS_FALLBACK as a number, and fails while it is loaded when it is ${JSON.stringify(value)}.`,
  late: (module: string): string =>
    `PyTorch reads PYTORCH_ENABLE_MPS_FALLBACK while it is loaded; here ${module} is imported before it is set.`,
} as const

export const fixes = {
  spelling: 'Write PYTORCH_ENABLE_MPS_FALLBACK.',
  value: 'Set it to 1.',
  order: 'Set it above the first import that loads PyTorch, or outside the program.',
} as const

export const whys = {
  spelling: 'PyTorch reads the variable under this name, and in builds with Metal only.',
  value: 'PyTorch reads a number here, and in builds with Metal only.',
  order: 'PyTorch reads it while it is loaded, and in builds with Metal only.',
} as const

export const sources: readonly Source[] = [
  {
    url: 'https://github.com/pytorch/pytorch/blob/035290b77d8b4bd106cf5f9a728516d4335d5a42/aten/src/ATen/mps/MPSFallback.mm',
    seen: '2026-11-22',
    kind: 'code',
  },
  {
    url: 'https://docs.pytorch.org/docs/stable/mps_environment_variables.html',
    seen: '2026-11-22',
    kind: 'documentation',
  },
]
