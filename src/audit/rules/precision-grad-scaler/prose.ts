import type { Source } from '../../../report/report.ts'

export const title = 'Gradients are scaled on CUDA only'

export const messages = {
  cuda: 'A GradScaler for CUDA switches itself off with a warning on a Mac: gradients are not scaled there.',
  cudaIfOn:
    'Where this is switched on, a GradScaler for CUDA switches itself off on a Mac with a warning: gradients are not scaled there.',
  missing: (version: string | undefined): string =>
    `PyTorch ${version ?? 'of this age'} cannot unscale gradients on mps: scaler.step() raises NotImplementedError there.`,
} as const

export const fixes = {
  byEdit:
    'Make it for mps where there is Metal: torch.amp.GradScaler("mps" if torch.backends.mps.is_available() else "cuda").',
  typed: (type: string): string => `Make it for the device in use: torch.amp.GradScaler(${type}).`,
  tooOld: 'Pass enabled=torch.cuda.is_available(), or ask for PyTorch 2.8; with bfloat16 no scaler is needed.',
} as const

export const why =
  'Where there is Metal the scaler is for mps, and elsewhere for CUDA, as torch.cuda.amp.GradScaler makes it.'

export const sources: readonly Source[] = [
  { url: 'https://docs.pytorch.org/docs/stable/amp.html', seen: '2026-11-22', kind: 'documentation' },
]
