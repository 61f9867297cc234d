import type { Source } from '../../../report/report.ts'

export const title = 'A checkpoint is loaded to where it was saved'

export const messages = {
  missing: 'Without map_location this puts tensors where they were saved; a file written on CUDA raises on a Mac.',
  lightning:
    'This Lightning loads it to where it was saved unless map_location is given; a file written on CUDA raises on a Mac.',
  none: 'map_location is None here, so a file written on CUDA raises on a Mac.',
} as const

export const fix = 'Load to the CPU, map_location="cpu", and move the model afterwards; that works on every machine.'

export const whyMissing =
  'Where there is Metal the file is loaded to the CPU, and elsewhere to where it was saved, as before.'

export const sources: readonly Source[] = [
  { url: 'https://docs.pytorch.org/docs/stable/generated/torch.load.html', seen: '2026-11-22', kind: 'documentation' },
]

/** Looked up in the releases before, within and after the range. */
export const ofLightning: readonly Source[] = [
  { url: 'https://github.com/Lightning-AI/pytorch-lightning/issues/17974', seen: '2026-11-27', kind: 'issue' },
  { url: 'pkg:pypi/pytorch-lightning@2.0.2', seen: '2026-11-27', kind: 'package' },
  { url: 'pkg:pypi/pytorch-lightning@2.1.0', seen: '2026-11-27', kind: 'package' },
]
