import type { Source } from '../../../report/report.ts'

export const title = 'A helper hands out CUDA and cannot be asked for anything else'

export const message = (name: string): string =>
  `${name}() always gives CUDA and takes no device, so whoever calls it cannot run on Metal.`

export const fix = 'Let the helper choose cuda, mps or cpu, or take the device as a parameter.'

export const sources: readonly Source[] = [
  { url: 'https://docs.pytorch.org/docs/stable/notes/mps.html', seen: '2026-11-22', kind: 'documentation' },
]
