import type { FitQuestion } from '../../../../src/fit/answer.ts'
import type { WorkAsked } from '../../../../src/fit/question.ts'
import { CACHE_TYPES, RUNTIMES, type Runtime, WORK_KINDS } from '../../../../src/report/fit.ts'

/** What the address of the page asks. */
export interface FitAsked {
  /** Empty where none is named. */
  readonly model: string
  readonly machine: string
  readonly work: WorkAsked
}

/** Tokens that the slider stops at. */
export const CONTEXTS = [1024, 2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072, 262_144] as const
/** Sequences at a time. */
export const BATCHES = [1, 2, 4, 8, 16, 32, 64, 128] as const

/** Quantizations that each runtime is used with, the smallest first. */
const QUANTIZATIONS = {
  'llama.cpp': ['Q2_K', 'Q3_K_M', 'Q4_K_M', 'Q5_K_M', 'Q6_K', 'Q8_0', 'F16'],
  mlx: ['mlx-3bit', 'mlx-4bit', 'mlx-5bit', 'mlx-6bit', 'mlx-8bit', 'BF16'],
  pytorch: ['nf4', 'int8', 'BF16', 'F32'],
} as const satisfies Record<Runtime, readonly string[]>

/** Steps of the slider, with the one that is asked for where it is none of the usual ones. */
export function quantizationsFor(runtime: Runtime, asked: string): readonly string[] {
  const usual: readonly string[] = QUANTIZATIONS[runtime]
  return usual.includes(asked) ? usual : [asked, ...usual]
}

/** Contexts and batches that somebody writes into an address by hand, too: capped, so that a page is there at once. */
const MOST_TOKENS = 10_000_000
const MOST_AT_A_TIME = 100_000

/** Reads the address; what is no number or no known word is left out. */
export function askedIn(query: URLSearchParams): FitAsked {
  const context = wholeNumber(query.get('context'), MOST_TOKENS)
  const batch = wholeNumber(query.get('batch'), MOST_AT_A_TIME)
  const quantization = query.get('quantization') ?? ''
  const runtime = RUNTIMES.find((name) => name === query.get('runtime'))
  const kind = WORK_KINDS.find((name) => name === query.get('work'))
  const cache = CACHE_TYPES.find((name) => name === query.get('cache'))
  const macos = /^\d{2}(?:\.\d{1,2}){0,2}$/.exec(query.get('macos') ?? '')?.[0]
  const electricity = Number(query.get('electricity') ?? Number.NaN)
  return {
    model: query.get('model') ?? '',
    machine: query.get('machine') ?? '',
    work: {
      ...(context !== undefined && { context }),
      ...(batch !== undefined && { batch }),
      ...(quantization !== '' && { quantization }),
      ...(runtime !== undefined && { runtime }),
      ...(kind !== undefined && { work: kind }),
      ...(cache !== undefined && { cache }),
      ...(macos !== undefined && { macos }),
      ...(electricity >= 0 && electricity <= 100 && { electricity }),
    },
  }
}

/** The address with one thing of it changed; what follows from it is asked anew. */
export function withChange(query: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(query)
  // A quantization belongs to a runtime, and both to what is done.
  if (name === 'runtime' || name === 'work') next.delete('quantization')
  if (name === 'work') next.delete('runtime')
  if (value === '') next.delete(name)
  else next.set(name, value)
  return next
}

/** The question to `fit` for a list of machines. */
export function questionOf({ work }: FitAsked, model: FitQuestion['model'], machines: readonly string[]): FitQuestion {
  return { ...work, model, machines }
}

/** The place of the step that is nearest to a value. */
export function nearestStep(steps: readonly number[], value: number): number {
  const distances = steps.map((step) => Math.abs(Math.log(step / Math.max(1, value))))
  return distances.indexOf(Math.min(...distances))
}

function wholeNumber(text: string | null, most: number): number | undefined {
  const value = Number(text ?? Number.NaN)
  return Number.isInteger(value) && value >= 1 && value <= most ? value : undefined
}
