import type { Source } from '../../../report/report.ts'

export const title = 'A device without an index is compared with that of a tensor'

export const messages = {
  metal: 'A tensor on Metal is on mps:0, which is not equal to mps: this never finds the two to be the same.',
  open: 'A tensor on Metal is on mps:0; if the other device is named mps, without an index, the two are never equal.',
} as const

export const fix =
  'Compare the types, x.device.type == "mps", or give both an index: torch.device(device).type is the same for mps and mps:0.'

export const sources: readonly Source[] = [
  { url: 'https://github.com/qthequartermasterman/hypothesis-torch/pull/66', seen: '2026-11-28', kind: 'issue' },
]
