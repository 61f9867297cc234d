import type { Source } from '../../../report/report.ts'

export const title = 'Half precision is chosen on CUDA only'

export const messages = {
  full: 'Half precision is chosen on CUDA only; on a Mac this takes float32, twice the memory and slower, though Metal has float16 and bfloat16.',
  other: (taken: string): string => `The kind of half precision is chosen by CUDA; on a Mac this takes ${taken}.`,
} as const

export const fix = 'Choose by what the device can do: float16 works on mps, bfloat16 too from macOS 14.'

export const sources: readonly Source[] = [
  {
    url: 'https://github.com/huggingface/accelerate/blob/16cb6eb80dd9aa8b4df1a63ef57863e455d53b83/src/accelerate/accelerator.py',
    seen: '2026-11-22',
    kind: 'code',
  },
]
