import type { Library, Statement } from '../../knowledge/knowledge.ts'
import type { Source } from '../../report/report.ts'

export const title = 'A version is asked for that is too old for Metal'

export const messages = {
  library: ({ name }: Library, { note }: Statement, since: string): string =>
    `The versions of ${name} that are asked for are older than ${since}, the first to work on a Mac’s GPU.${note === undefined ? '' : ` ${note}`}`,
  python: 'No Python that is asked for here was ever built for Macs with Apple silicon: 3.8 is the first.',
} as const

export const fixes = {
  library: ({ name }: Library, since: string): string => `Let ${name} be ${since} or later.`,
  python: 'Ask for Python 3.10 or later.',
} as const

export const pythonSources: readonly Source[] = [
  { url: 'https://docs.python.org/3/whatsnew/3.9.html', seen: '2026-11-22', kind: 'release-notes' },
  { url: 'https://docs.python.org/3.8/whatsnew/3.8.html', seen: '2026-11-22', kind: 'release-notes' },
]
