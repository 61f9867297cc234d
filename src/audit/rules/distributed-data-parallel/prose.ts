import type { Source } from '../../../report/report.ts'

export const title = 'The batch is split over several CUDA devices'

export const message =
  'DataParallel does nothing on a Mac, which has one GPU: the model runs unsplit, under the same .module.'

export const sources: readonly Source[] = [
  {
    url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.DataParallel.html',
    seen: '2026-11-22',
    kind: 'documentation',
  },
  { url: 'pkg:pypi/torch@2.13.0', seen: '2026-11-22', kind: 'package' },
]
