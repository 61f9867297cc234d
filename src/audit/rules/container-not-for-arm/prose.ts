import type { Source } from '../../../report/report.ts'

export const title = 'An image cannot be built on a Mac'

export const messages = {
  fetched: (name: string): string =>
    `On a Mac the image is built for linux/arm64, and ${name} is for Intel’s processors; building stops where it is run.`,
  locked: (name: string, version: string): string =>
    `On a Mac the image is built for linux/arm64, for which the lock has no file of ${name} ${version}; building stops there.`,
} as const

export const fixes = {
  fetched:
    'Fetch the file for the processor, for example with $(uname -m) in its name, or build with --platform linux/amd64.',
  locked:
    'Lock versions that ask for the packages of CUDA on x86_64 only, or build with --platform linux/amd64; on a Mac run outside the container.',
} as const

export const sources = {
  fetched: [
    { url: 'https://github.com/ibpsa/project1-boptest/issues/608', seen: '2026-11-27', kind: 'issue' },
    { url: 'https://github.com/mindee/doctr/issues/1683', seen: '2026-11-27', kind: 'issue' },
  ],
  locked: [{ url: 'https://github.com/baler-collaboration/baler/issues/77', seen: '2026-11-27', kind: 'issue' }],
} as const satisfies Record<string, readonly Source[]>
