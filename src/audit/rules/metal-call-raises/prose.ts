import type { Source } from '../../../report/report.ts'

export const title = 'A call of torch.mps raises without Metal'

export const message = (name: string): string =>
  `On a machine with CUDA ${name}() raises RuntimeError: its PyTorch is built without Metal.`

export const fix = 'Call it only where torch.backends.mps.is_available(), and its counterpart of torch.cuda elsewhere.'

export const sources: readonly Source[] = [{ url: 'pkg:pypi/torch@2.13.0', seen: '2026-11-28', kind: 'measurement' }]
