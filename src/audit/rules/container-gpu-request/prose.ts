import type { Source } from '../../../report/report.ts'

export const title = 'A container asks for an NVIDIA GPU'

export const messages = {
  fails: 'On a Mac the container does not start: there is no NVIDIA GPU, nor a driver for one, to give it.',
  only: 'There is no way to run this but in a container with an NVIDIA GPU; on a Mac there is none to give it, and it does not start.',
  elsewhere:
    'This asks a cluster or a runner for an NVIDIA GPU; it says nothing of a Mac that runs the project itself.',
} as const

export const fix = 'Keep the request in a file of its own for NVIDIA machines; on a Mac run outside the container.'

export const sources: readonly Source[] = [
  { url: 'https://docs.docker.com/desktop/features/gpu/', seen: '2026-11-27', kind: 'documentation' },
  { url: 'https://github.com/RVC-Boss/GPT-SoVITS/issues/598', seen: '2026-11-22', kind: 'issue' },
  { url: 'https://github.com/myshell-ai/MeloTTS/issues/40', seen: '2026-11-22', kind: 'issue' },
]
