import type { Source } from '../../../report/report.ts'

export const title = 'The program refuses to run without CUDA'

export const messages = {
  assertion: 'This assertion fails on a Mac: it asks for CUDA.',
  raise: 'On a Mac this test comes out so that the program stops: it asks for CUDA.',
  tensorflow: 'On a Mac this stops: without the plug-in tensorflow-metal, TensorFlow has no GPU there.',
  device: 'On a Mac this stops: it asks for a tensor or model on CUDA, and nothing is there.',
  'other-device': 'On a Mac this stops: what comes here is on mps, and only devices of other kinds are let through.',
  import: (name: string): string => `On a Mac this stops: it asks for ${name}, which cannot be imported there.`,
} as const

export const fixes = {
  cuda: 'Ask for any accelerator, or let the program run without one.',
  tensorflow:
    'Let the program run on the CPU, or require tensorflow-metal; sys_platform == "darwin", for TensorFlow up to 2.18.',
  device: 'Let what comes in be on any device, or stop only where the code behind this is for CUDA alone.',
  import: (name: string): string => `Let the program do without ${name}, or stop only where it is used.`,
} as const

export const whyLetIn =
  'The program goes on where there is Metal, too; look whether what is behind this needs CUDA itself. With CUDA and without a GPU nothing changes.'

export const sources: readonly Source[] = [{ url: 'pkg:pypi/torch@2.13.0', seen: '2026-11-22', kind: 'measurement' }]

export const sourcesOfTensorflow: readonly Source[] = [
  { url: 'https://developer.apple.com/metal/tensorflow-plugin', seen: '2026-11-23', kind: 'documentation' },
]
