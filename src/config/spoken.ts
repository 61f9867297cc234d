/** Answers as people say them: sizes, amounts of data, places. */
import type { Data, Destination } from '../report/needs.ts'

/** Other words for kinds of work. */
const ALIASES: Readonly<Record<string, string>> = {
  'classic-ml': 'data',
  'classical-ml': 'data',
  'research-kernels': 'kernels',
  'full-fine-tuning': 'fine-tuning',
  images: 'image-generation',
  chat: 'llm',
  transcription: 'speech',
}

export function aliasOf(work: string): string {
  const plain = work
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-')
  return ALIASES[plain] ?? plain
}

/** In billions of parameters. */
const SIZES: Readonly<Record<string, number>> = { m: 1e-3, b: 1, t: 1e3 }
const MOST_SIZES = 20

/**
 * Sizes of models in billions of parameters.
 * @param said - `70B`, `8`, `1.5b, 7B`, or several of them
 * @returns undefined where one is no size
 */
export function sizesIn(said: number | string | readonly (number | string)[]): readonly number[] | undefined {
  const words = [said].flat().flatMap((each) => (typeof each === 'number' ? [String(each)] : each.split(/[\s,;]+/)))
  const sizes = words.filter((word) => word !== '').map(sizeIn)
  return sizes.length > 0 && sizes.length <= MOST_SIZES && sizes.every((size) => size !== undefined) ? sizes : undefined
}

function sizeIn(word: string): number | undefined {
  const [, digits, unit = 'b'] = /^(\d{1,15}(?:\.\d{1,9})?)([mbt])?$/i.exec(word) ?? []
  const size = Number(digits) * (SIZES[unit.toLowerCase()] ?? 1)
  return size > 0 ? size : undefined
}

const TOKENS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2 }

/** `8192`, `32k`; not a number where it is none. */
export function tokensIn(said: number | string): number {
  if (typeof said === 'number') return said
  const [, digits, unit = ''] = /^(\d{1,10})\s*([km]?)$/i.exec(said.trim()) ?? []
  return Number(digits) * (TOKENS[unit.toLowerCase()] ?? 1)
}

const AMOUNTS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, b: 1e9, t: 1e12 }
const BYTES: Readonly<Record<string, number>> = { m: 1e6, g: 1e9, t: 1e12 }

/** `3M tokens, 3 epochs`, `20 GB tables`, `5,000 images`: what of it is understood, beside the text. */
export function dataIn(text: string): Data {
  const plain = text.toLowerCase().replaceAll(/(?<=\d),(?=\d{3})/g, '')
  const amount = (noun: string): number | undefined => {
    const [, digits, unit = ''] =
      new RegExp(`(\\d{1,15}(?:\\.\\d{1,6})?)\\s*([kmbt]?)(?:illion)?\\s*${noun}`).exec(plain) ?? []
    return digits === undefined ? undefined : Number(digits) * (AMOUNTS[unit] ?? 1)
  }
  const [, size, unit = ''] = /(\d{1,9}(?:\.\d{1,3})?)\s*([mgt])i?b\b/.exec(plain) ?? []
  const tokens = amount('tokens?')
  const images = amount('images?')
  const epochs = amount('epochs?')
  return {
    text,
    ...(tokens !== undefined && { tokens }),
    ...(images !== undefined && { images }),
    ...(epochs !== undefined && { epochs }),
    ...(size !== undefined && { bytes: Number(size) * (BYTES[unit] ?? 1) }),
  }
}

/** Where the result runs, in the terms that decide; undefined where the words say nothing of a platform. */
export function targetIn(runs: string | undefined): Destination | undefined {
  if (runs === undefined) return undefined
  if (/\b(?:linux|clusters?|slurm|servers?|docker|kubernetes|k8s|nvidia|cuda|data ?cent(?:er|re))\b/i.test(runs))
    return 'linux'
  if (/\b(?:iphones?|ipads?|ios|macos|apple|macs?|macbooks?)\b/i.test(runs)) return 'apple'
  return undefined
}
