import type { Source } from '../../../report/report.ts'

export const title = 'A container is built on an image for CUDA'

export const message = (image: string): string =>
  `${image} is made for NVIDIA GPUs. A container on a Mac is a Linux machine that sees no GPU, so what runs in it takes the CPU at best.`

export const fix = 'Run the project outside the container on a Mac, in a virtual environment.'

export const sources: readonly Source[] = [
  { url: 'https://github.com/pytorch/pytorch/issues/81224', seen: '2026-11-22', kind: 'issue' },
]
