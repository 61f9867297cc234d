import type { Source } from '../../../report/report.ts'

export const title = 'As many processes are started as there are CUDA GPUs, which is none'

export const message =
  'torch.cuda.device_count() is 0 on a Mac, so spawn() starts no process and returns: nothing is done, and nothing said.'

export const fix = 'Call the function directly where there is one device: max(torch.cuda.device_count(), 1).'

export const sources: readonly Source[] = [
  {
    url: 'https://docs.pytorch.org/docs/stable/multiprocessing.html#spawning-subprocesses',
    seen: '2026-11-27',
    kind: 'documentation',
  },
  { url: 'pkg:pypi/torch@2.13.0', seen: '2026-11-22', kind: 'measurement' },
]
