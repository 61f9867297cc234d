import type { Source } from '../../../report/report.ts'

export const title = 'TensorFlow is given a GPU that a Mac shows only with a plug-in'

export const messages = {
  named:
    'Without the plug-in tensorflow-metal a Mac has no such device, and TensorFlow computes on the CPU or refuses.',
  listed:
    'Without the plug-in tensorflow-metal the list of GPUs is empty on a Mac, and to take one of it raises IndexError.',
} as const

export const fixes = {
  named: 'Install tensorflow-metal with a TensorFlow that it fits (up to 2.18), or let TensorFlow choose the device.',
  listed: 'Go over the list, for gpu in gpus: it may be empty.',
} as const

/** What is done with a GPU of a list, beside what is known of the plug-in. */
export const sources = [
  { url: 'pkg:pypi/tensorflow-cpu@2.15.1', seen: '2026-11-29', kind: 'measurement' },
] as const satisfies readonly Source[]
