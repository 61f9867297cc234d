import type { Source } from '../../../report/report.ts'

export const title = '8-bit floats on Metal need PyTorch 2.15'

export const message = (torch: string | undefined): string =>
  `8-bit floats are asked for, which PyTorch ${torch ?? 'of that day'} does not have on Metal: such a tensor on mps raises TypeError.`

export const fix = 'Keep the weights in bfloat16 or float16 on a Mac, or take PyTorch 2.15 or later.'

export const sources: readonly Source[] = [
  { url: 'https://github.com/pytorch/pytorch/issues/148420', seen: '2026-11-23', kind: 'issue' },
  { url: 'pkg:pypi/torch@2.14.1', seen: '2026-11-27', kind: 'package' },
  { url: 'pkg:pypi/transformers@5.24.0', seen: '2026-11-29', kind: 'package' },
]
