import type { Source } from '../../../report/report.ts'

export const title = 'A program of NVIDIA’s is started'

export const messages = {
  stops: (program: string): string =>
    `${program} does not exist on a Mac, and the script stops at its first failing command.`,
  raises: (program: string): string => `${program} does not exist on a Mac, and starting it raises FileNotFoundError.`,
  goesOn: (program: string): string => `${program} does not exist on a Mac; the script complains and goes on.`,
} as const

export const fix = (program: string): string =>
  `Call it where it exists: command -v ${program} >/dev/null && ${program} …`

export const fixInCode = (program: string): string =>
  `Start it only where it exists: if shutil.which("${program}") is not None`

export const sourcesInCode: readonly Source[] = [
  { url: 'https://docs.python.org/3/library/subprocess.html#exceptions', seen: '2026-11-28', kind: 'documentation' },
]

export const sources: readonly Source[] = [
  { url: 'https://github.com/HelixNGC7293/DeforumStableDiffusionLocal/issues/49', seen: '2026-11-22', kind: 'issue' },
]
