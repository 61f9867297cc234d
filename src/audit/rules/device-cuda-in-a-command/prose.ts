import type { Source } from '../../../report/report.ts'

export const title = 'A command starts a program with CUDA as its device'

export const message = (option: string): string =>
  `${option} hands CUDA to the program, which a Mac does not have: the first use of the device raises.`

export const fix =
  'Leave the device to the program where it finds one by itself, or to whoever starts it: --device "${DEVICE:?}".'

export const sources: readonly Source[] = [
  { url: 'https://docs.pytorch.org/docs/stable/notes/mps.html', seen: '2026-11-27', kind: 'documentation' },
]
