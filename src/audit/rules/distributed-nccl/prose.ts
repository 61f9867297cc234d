import type { Source } from '../../../report/report.ts'

export const title = 'Processes talk over NCCL, which exists for CUDA only'

export const messages = {
  group: 'NCCL is not built into PyTorch for the Mac: joining a process group over it raises.',
  byDefault: 'The default is NCCL, which is not built into PyTorch for the Mac.',
  replica: 'device_ids names CUDA devices; for a model on the CPU this raises, and a Mac has one GPU.',
} as const

export const fixes = {
  group: 'Leave the process group out when there is one process, or take "gloo" where CUDA is not available.',
  replica: 'Pass device_ids only on CUDA, and wrap the model only when there are several processes.',
} as const

export const sources = {
  group: [{ url: 'https://docs.pytorch.org/docs/stable/distributed.html', seen: '2026-11-22', kind: 'documentation' }],
  replica: [
    {
      url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.parallel.DistributedDataParallel.html',
      seen: '2026-11-22',
      kind: 'documentation',
    },
    { url: 'pkg:pypi/torch@2.13.0', seen: '2026-11-22', kind: 'package' },
  ],
} as const satisfies Record<string, readonly Source[]>
