import type { Source } from '../../../report/report.ts'

export const title = 'The program refuses to run without Metal'

export const messages = {
  assertion: 'This assertion fails on a machine with CUDA: it asks for Metal or a Mac.',
  raise: 'On a machine with CUDA this test comes out so that the program stops: it asks for Metal or a Mac.',
} as const

export const fix = 'Ask for any accelerator, or stop only where the code behind this is for Metal alone.'

export const sources: readonly Source[] = [{ url: 'pkg:pypi/torch@2.13.0', seen: '2026-11-28', kind: 'measurement' }]
