import type { Source } from '../../../report/report.ts'

export const title = 'PyTorch’s autocast is replaced by one that knows only CUDA'

export const message =
  'autocast is replaced for the whole process by a function that treats CUDA apart; on Metal it takes the way meant for everything else.'

export const fix =
  'Open autocast with the right device and dtype where it is used, instead of replacing it for everybody.'

export const sources: readonly Source[] = [
  { url: 'https://docs.pytorch.org/docs/stable/amp.html', seen: '2026-11-22', kind: 'documentation' },
]
