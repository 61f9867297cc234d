import type { Model } from '../../../../src/fit/model.ts'
import type { Fit } from '../../../../src/report/fit.ts'
import { speedOfFit } from '../../../../src/render/fit/speed.ts'
import { plainNumber, range } from '../../../../src/render/terminal/fit/numbers.ts'

/** What models are for. */
export const KIND_WORDS: Readonly<Record<Model['kind'], string>> = {
  text: 'language',
  image: 'making images',
  speech: 'speech',
  encoder: 'embedding text',
  vision: 'seeing',
}

const SIZES = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
] as const

/** `8.03 billion`, `120 million`. */
export function parametersInWords(parameters: number): string {
  const [size, words] = SIZES.find(([least]) => parameters >= least) ?? SIZES[2]
  return `${Number((parameters / size).toPrecision(3))} ${words}`
}

/** `9.5 tokens/s (8.4 to 11)`. */
export function speedInWords(fit: Fit): string {
  const speed = speedOfFit(fit)
  if (speed === undefined) return 'not known'
  return `${plainNumber(speed.estimate.value)} ${speed.unit} (${range(speed.estimate)})`
}
