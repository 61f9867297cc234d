import type { Source } from '../../../report/report.ts'

export const title = 'A tensor, module or device is bound to Metal by name'

export const messages = {
  named: 'Metal is named outright, which raises on a machine with CUDA as soon as something is put there.',
} as const

export const fixes = {
  choose: 'Choose cuda, then mps, then cpu, in one place; on PyTorch 2.6 and later torch.accelerator does it.',
} as const

/** Builds for Linux: "PyTorch is not linked with support for mps devices". */
export const sources: readonly Source[] = [{ url: 'pkg:pypi/torch@2.13.0', seen: '2026-11-28', kind: 'measurement' }]
