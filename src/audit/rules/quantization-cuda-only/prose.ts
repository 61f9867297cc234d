import type { ManualFix } from '../../rule.ts'

export const title = 'Weights are quantised by a library for CUDA'

export const message = (library: string, note: string | undefined): string =>
  `The quantisation that is asked for is done by ${library}, which does not do it on Metal.${note ? ` ${note}` : ''}`

export const savedMessage = (library: string, note: string | undefined): string =>
  `By their name these weights were saved quantised for ${library}, which does not read them on Metal.${note ? ` ${note}` : ''}`

export const fixes = {
  saved: {
    kind: 'manual',
    effort: 'minutes',
    summary:
      'On a Mac, load the weights from which these were made, in float16, and put the model on mps; for less memory use MLX or GGUF weights.',
  },
  flags: {
    kind: 'manual',
    effort: 'minutes',
    summary:
      'Load in float16 on a Mac, without the quantisation, and put the model on mps; for less memory use MLX or GGUF weights.',
  },
} as const satisfies Record<string, ManualFix>
