import type { Source } from '../../../report/report.ts'

export const title = 'A checkpoint is loaded to where it was saved'

export const messages = {
  missing: 'Without map_location this puts tensors where they were saved; a file written on CUDA raises on a Mac.',
  none: 'map_location is None here, so a file written on CUDA raises on a Mac.',
} as const

export const fix = 'Load to the CPU, map_location="cpu", and move the model afterwards; that works on every machine.'

export const whyMissing =
  'Where there is Metal the file is loaded to the CPU, and elsewhere to where it was saved, as before.'

export const sources: readonly Source[] = [
  { url: 'https://docs.pytorch.org/docs/stable/generated/torch.load.html', seen: '2026-11-22', kind: 'documentation' },
]
