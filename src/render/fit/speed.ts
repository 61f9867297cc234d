import type { Estimate, Fit } from '../../report/fit.ts'

/** What a table of fits is sorted by and shows, and its unit. */
export interface Speed {
  readonly estimate: Estimate
  readonly unit: string
  /** Of seconds, less is better. */
  readonly isTime: boolean
}

/** How fast the work goes; undefined where it does not fit, or nobody knows. */
export function speedOfFit({ decode, step, image, sound, work }: Fit): Speed | undefined {
  if (decode) return { estimate: decode.tokensPerSecond, unit: 'tokens/s', isTime: false }
  if (step) return { estimate: step.tokensPerSecond, unit: work.context === 1 ? 'images/s' : 'tokens/s', isTime: false }
  if (sound) return { estimate: sound.secondsPerSecond, unit: 'seconds of sound/s', isTime: false }
  return image && { estimate: image.seconds, unit: 'seconds an image', isTime: true }
}

/** What was asked, in a line: `llama-3.1-8b (Q4_K_M, llama.cpp), inference, 8,192 tokens of context`. */
export function questionOf({ model, work }: Fit): string {
  const context =
    work.context > 1 ? `, ${String(work.context).replace(/\B(?=(?:\d{3})+$)/g, ',')} tokens of context` : ''
  return `${model.id} (${model.quantization}, ${work.runtime}), ${work.kind.replaceAll('-', ' ')}${context}`
}
