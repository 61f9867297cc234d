import type { Source } from '../../../report/report.ts'

export const title = 'bfloat16 on Metal needs macOS 14 and PyTorch 2.3'

export const messages = {
  macos: (macos: string): string =>
    `bfloat16 is asked for, which Metal does not have on macOS ${macos}: putting such a tensor on mps raises TypeError.`,
  torch: (torch: string | undefined): string =>
    `bfloat16 is asked for, which PyTorch ${torch ?? 'of that day'} does not have on Metal: putting such a tensor on mps raises TypeError.`,
} as const

export const fixes = {
  macos: 'Use float16 on mps, or ask for macOS 14.',
  torch: 'Use float16 on mps, or take PyTorch 2.3 or later.',
} as const

export const sources: readonly Source[] = [
  { url: 'pkg:pypi/torch@2.2.2', seen: '2026-11-27', kind: 'package' },
  { url: 'pkg:pypi/torch@2.3.0', seen: '2026-11-27', kind: 'package' },
]
