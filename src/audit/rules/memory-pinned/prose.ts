import type { Source } from '../../../report/report.ts'

export const title = 'Memory is pinned for copies to CUDA'

export const messages = {
  method: '.pin_memory() raises on a Mac, or gives a tensor that is on mps, before PyTorch 2.14.',
  factory: 'pin_memory=True raises on a Mac, or gives a tensor that is on mps, before PyTorch 2.14.',
  loader: 'pin_memory=True has no effect on a Mac: the loader goes on without it, since PyTorch 2.7 with a warning.',
  waiting: 'A copy to mps that is not waited for can read its source after that was freed, and give other numbers.',
} as const

export const fixes = {
  method:
    'Pin memory where there is CUDA only, if torch.cuda.is_available(); a Mac’s GPU reads the same memory as its CPU.',
  pinning:
    'Pin nothing where there is Metal, pin_memory=not torch.backends.mps.is_available(): a Mac’s GPU reads the same memory as its CPU.',
  loader:
    'Pin nothing where there is Metal, pin_memory=not torch.backends.mps.is_available(), or leave it: nothing fails.',
  waiting: 'Wait for the copy where there is Metal: non_blocking=not torch.backends.mps.is_available().',
} as const

export const sources = {
  pinning: [
    { url: 'https://github.com/pytorch/pytorch/issues/86060', seen: '2026-11-22', kind: 'issue' },
    { url: 'https://github.com/pytorch/pytorch/pull/181720', seen: '2026-11-22', kind: 'code' },
    { url: 'https://github.com/facebookresearch/sam2/pull/495', seen: '2026-11-22', kind: 'issue' },
  ],
  loader: [
    { url: 'pkg:pypi/torch@2.13.0', seen: '2026-11-22', kind: 'package' },
    { url: 'https://github.com/pytorch/pytorch/issues/86060', seen: '2026-11-22', kind: 'issue' },
  ],
  waiting: [
    { url: 'https://github.com/pytorch/pytorch/issues/189690', seen: '2026-11-22', kind: 'issue' },
    { url: 'https://github.com/pytorch/pytorch/issues/139550', seen: '2026-11-22', kind: 'issue' },
  ],
} as const satisfies Record<string, readonly Source[]>
