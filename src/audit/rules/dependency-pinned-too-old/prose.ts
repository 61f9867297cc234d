import type { Library, Statement, WheelRun } from '../../../knowledge/knowledge.ts'
import type { Source } from '../../../report/report.ts'
import type { Newer } from '../../packages/newer.ts'

export const title = 'A version is asked for that is too old for Metal'

export const messages = {
  library: ({ name }: Library, { note }: Statement, { since, gpu }: Newer): string =>
    `The versions of ${name} that are asked for are older than ${since}, the first ${gpu === true ? 'to work on a Mac’s GPU' : 'for Macs with Apple silicon'}.${note === undefined ? '' : ` ${note}`}`,
  source: (asked: string, { since }: WheelRun, python: string): string =>
    `${asked} has no wheel for Apple silicon; ${since} is the first later release with one for Python ${python}. Installing builds it from source, which takes compilers and may fail.`,
  noFile: (asked: string, { since }: WheelRun, python: string): string =>
    `${asked} has no file for Apple silicon, so installing stops there; ${since} is the first later release with one for Python ${python}.`,
  otherPython: (asked: string, { files }: WheelRun, { since }: WheelRun, python: string): string =>
    `The wheels of ${asked} for Apple silicon are for Python ${files}, not for ${python}; ${since} is the first later release with one for it.`,
  python:
    'No Python that is asked for here was ever built for Apple silicon; 3.8.10 and 3.9.1 are the first that support it.',
} as const

export const fixes = {
  library: ({ name }: Library, since: string): string => `Let ${name} be ${since} or later.`,
  wheel: (name: string, since: string): string => `Let ${name} be ${since} or later.`,
  python: 'Ask for Python 3.10 or later.',
} as const

export const whyNewer =
  'A Mac gets a PyTorch that has Metal; everywhere else it stays as it was. Whether the program goes with the later one is to be tried.'

export const pythonSources: readonly Source[] = [
  { url: 'https://github.com/python/cpython/pull/25806', seen: '2026-11-22', kind: 'code' },
  { url: 'https://github.com/lllyasviel/ControlNet/issues/150', seen: '2026-11-22', kind: 'issue' },
]
