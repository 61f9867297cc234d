import type { Source } from '../../../report/report.ts'

export const title = 'A type is passed on as text, which fails for tensors on Metal'

export const message =
  "Of a tensor on mps, .type() says 'torch.mps.FloatTensor', which .type(…) does not take: it raises ValueError."

export const fix = 'Pass the dtype on instead, y.to(x.dtype), or y.to(x) for its device as well.'

export const why =
  'The tensor takes type and device of the other one; with several CUDA devices .type() put it on the current one.'

export const sources: readonly Source[] = [
  { url: 'https://github.com/pytorch/pytorch/issues/118517', seen: '2026-11-27', kind: 'issue' },
  {
    url: 'https://github.com/qubvel-org/segmentation_models.pytorch/issues/1198',
    seen: '2026-11-27',
    kind: 'issue',
  },
]
