import type { Source } from '../../../report/report.ts'

export const title = 'Autocast on Metal needs a newer PyTorch'

export const messages = {
  absent: (version: string | undefined): string =>
    `PyTorch ${version ?? 'of this age'} has no autocast for mps: opening the region raises RuntimeError, even when it is switched off.`,
  bfloat16: (version: string | undefined): string =>
    `PyTorch ${version ?? 'of this age'} knows only float16 in autocast for mps: with bfloat16 the region is switched off with a warning.`,
} as const

export const fix =
  'Ask for PyTorch 2.5 (float16) or 2.6 (bfloat16), or use contextlib.nullcontext() when the device is mps.'

export const sources: readonly Source[] = [
  { url: 'https://github.com/huggingface/accelerate/commit/0e4419b3', seen: '2026-11-22', kind: 'code' },
  { url: 'https://docs.pytorch.org/docs/stable/amp.html', seen: '2026-11-22', kind: 'documentation' },
]
