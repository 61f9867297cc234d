import type { FitRates, PlatformRates } from '../../knowledge/rates.ts'
import type { Estimate } from '../../report/fit.ts'
import type { Machine } from '../machine.ts'
import type { Model } from '../model.ts'
import type { Work } from '../work.ts'
import { PROMPT_CHUNK } from '../memory/cache.ts'
import type { Quantization } from '../memory/quantizations.ts'
import type { Weights } from '../memory/weights.ts'
import { classesOf } from './classes.ts'
import { decodeTerms } from './decode.ts'
import { prefillTerms } from './prefill.ts'
import { estimateOf, secondsOf, type Term } from './rates.ts'
import { traitsOf } from './traits.ts'

/** Speeds of generating text, for all sequences of the batch together. */
export interface InferenceSpeed {
  readonly prefill: Estimate
  readonly decode: Estimate
}

/** A prompt is timed as if it had at most this many tokens: what people compare prompts by. */
const PROMPT_TOKENS = 2048

/** Tokens a second, of a model that is held in the GPU's memory. */
export function inferenceSpeed(
  machine: Machine,
  model: Model,
  { quantization, weights }: { readonly quantization: Quantization; readonly weights: Weights },
  work: Work,
  rates: FitRates,
): InferenceSpeed {
  const { depth, batch, cacheElementBytes, runtime } = work
  const platform = ratesOn(machine, rates)
  const traits = traitsOf(machine, model, quantization, runtime)
  const tokens = Math.max(1, Math.min(PROMPT_TOKENS, work.context))
  const decode = decodeTerms({ machine, model, weights, depth, batch, cacheElementBytes })
  const prefill = prefillTerms({
    machine,
    model,
    weights,
    tokens,
    depth: Math.max(0, depth - tokens),
    chunk: Math.min(PROMPT_CHUNK[runtime], PROMPT_TOKENS),
  })
  const estimate = (kind: 'decode' | 'prefill', terms: readonly Term[], done: number): Estimate =>
    estimateOf(
      done / secondsOf(terms, traits, platform.rates),
      classesOf(kind, { machine, model, runtime, batch }),
      platform,
    )
  return { prefill: estimate('prefill', prefill, 1), decode: estimate('decode', decode, batch) }
}

/** Rates of a platform; where nothing was measured on it, those of CUDA stand in, without a range of their own. */
export function ratesOn({ platform }: Machine, { platforms }: FitRates): PlatformRates {
  const { rates, spreads } = platforms[platform]
  return { rates: { ...platforms.cuda.rates, ...rates }, spreads }
}
