import type { Source } from '../../../report/report.ts'

export const title = 'A script calls a program of NVIDIA’s'

export const messages = {
  stops: (program: string): string =>
    `${program} does not exist on a Mac, and the script stops at its first failing command.`,
  goesOn: (program: string): string => `${program} does not exist on a Mac; the script complains and goes on.`,
} as const

export const fix = (program: string): string =>
  `Call it where it exists: command -v ${program} >/dev/null && ${program} …`

export const sources: readonly Source[] = [
  { url: 'https://github.com/HelixNGC7293/DeforumStableDiffusionLocal/issues/49', seen: '2026-11-22', kind: 'issue' },
]
