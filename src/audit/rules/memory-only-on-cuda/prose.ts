import type { Source } from '../../../report/report.ts'

export const title = 'Memory is freed, or work waited for, on CUDA only'

export const messages = {
  frees: 'The cache is emptied on CUDA only; on a Mac, where memory is shared with everything else, nobody does it.',
  waits: 'Only CUDA is waited for; work on Metal is queued too, so times taken around it are too short.',
  measures: 'Memory is measured on CUDA only; on a Mac no figure is had.',
} as const

export const why = 'Where there is Metal the same is asked of it; with CUDA and without a GPU nothing changes.'

export const sources: readonly Source[] = [
  { url: 'https://docs.pytorch.org/docs/stable/mps.html', seen: '2026-11-22', kind: 'documentation' },
]
