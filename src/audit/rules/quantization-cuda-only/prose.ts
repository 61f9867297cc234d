import type { ManualFix } from '../../rule.ts'

export const title = 'Weights are quantised by a library for CUDA'

export const message = (library: string, note: string | undefined): string =>
  `The quantisation that is asked for is done by ${library}, which does not do it on Metal.${note ? ` ${note}` : ''}`

export const fixes = {
  flags: {
    kind: 'manual',
    effort: 'minutes',
    summary:
      'Load in float16 on a Mac, without the quantisation, and put the model on mps; for less memory use MLX or GGUF weights.',
  },
} as const satisfies Record<string, ManualFix>
