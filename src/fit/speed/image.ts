import type { Quantization } from '../memory/quantizations.ts'
import type { Machine } from '../machine.ts'
import type { Model } from '../model.ts'
import type { Term } from './rates.ts'
import { trainingPeak } from './train.ts'

export interface ImageCase {
  readonly machine: Machine
  readonly model: Model
  readonly quantization: Quantization
  /** Pixels of a side. */
  readonly size: number
  readonly steps: number
}

/** Pixels of a side of the image that a model's work is told for, such as `step of an image of 1024 x 1024`. */
export function usualSize({ work }: Model): number {
  return Number(/(\d+) x \d+$/.exec(work?.unit ?? '')?.[1] ?? 1024)
}

/** Models that were distilled to few steps say so in their name; others take about thirty. */
const [FEW_STEPS, USUAL_STEPS] = [4, 30]

export function usualSteps({ id }: Model): number {
  return /schnell|turbo|lightning|lcm/.test(id) ? FEW_STEPS : USUAL_STEPS
}

/** Tokens that a text encoder reads, whatever the prompt. */
const PROMPT = 512
/** Operations of a decoder for each pixel and parameter: its layers of few parameters see every pixel. */
const DECODED = 0.03

/** What generating one image takes: the steps, reading the prompt and decoding the result, and starting all that. */
export function imageTerms({ machine, model, quantization, size, steps }: ImageCase): readonly Term[] {
  const peak = trainingPeak(machine, quantization)
  const share = (size / usualSize(model)) ** 2
  const flop = model.work?.flop ?? flopBySize(model)
  const once = partsOf(model, 'text encoder') * 2 * PROMPT + partsOf(model, 'decoder') * DECODED * size ** 2
  return [
    { rate: 'image.steps', amount: (steps * flop * share) / peak },
    { rate: 'image.once', amount: once / peak },
    { rate: 'image.start', amount: 1 },
  ]
}

function partsOf({ parts = [] }: Model, name: string): number {
  return parts.filter((part) => part.name.startsWith(name)).reduce((sum, part) => sum + part.parameters, 0)
}

/** Transformers that denoise see some 4,600 tokens of an image of 1024 x 1024, and nearly all their parameters work on each. */
function flopBySize({ parameters }: Model): number {
  return parameters * 2 * 4600 * 0.7
}
