import type { Source } from '../../../report/report.ts'

export const title = 'TF32 is required, which only NVIDIA has'

export const message = 'transformers raises ValueError for tf32=True where there is no NVIDIA GPU that has it.'

export const fix = 'Pass tf32=torch.cuda.is_available() or None, which leaves it as it is on a Mac.'

export const sources: readonly Source[] = [
  {
    url: 'https://github.com/huggingface/transformers/blob/00349ae87eddc872ffa21a8a54f264375a0056a8/src/transformers/training_args.py',
    seen: '2026-11-22',
    kind: 'code',
  },
]
