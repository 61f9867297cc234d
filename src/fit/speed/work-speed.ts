import type { FitRates } from '../../knowledge/rates.ts'
import type { Estimate } from '../../report/fit.ts'
import type { Machine } from '../machine.ts'
import type { Quantization } from '../memory/quantizations.ts'
import type { Weights } from '../memory/weights.ts'
import type { Model } from '../model.ts'
import type { Work } from '../work.ts'
import { trainingClassesOf } from './classes.ts'
import { imageTerms } from './image.ts'
import { ratesOn } from './inference.ts'
import { estimateOf, secondsOf } from './rates.ts'
import { trainTerms } from './train.ts'
import { traitsOf } from './traits.ts'

interface Held {
  readonly quantization: Quantization
  readonly weights: Weights
}

/** How much several cards that each learn from their own examples gain, by card. */
const GAIN_OF_CARDS = 0.85

/** mlx-lm trains adapters of so many layers. */
const LAYERS_OF_MLX = 16

/** Examples a second of all GPUs together. */
export function trainingSpeed(machine: Machine, model: Model, held: Held, work: Work, rates: FitRates): Estimate {
  const platform = ratesOn(machine, rates)
  const { kind, context, batch, checkpointing, runtime } = work
  const isFull = kind === 'full-fine-tuning' || kind === 'training'
  const terms = trainTerms({
    ...held,
    machine,
    model,
    kind,
    context,
    batch,
    checkpointing,
    ...(runtime === 'mlx' && !isFull && { trainedLayers: LAYERS_OF_MLX }),
  })
  const cards = 1 + (machine.count - 1) * GAIN_OF_CARDS
  const seconds = secondsOf(terms, traitsOf(machine, model, held.quantization, runtime), platform.rates)
  return estimateOf(cards / seconds, trainingClassesOf(kind), platform)
}

/** Images a second of one GPU: several cards make several images, and none of them sooner. */
export function imageSpeed(
  machine: Machine,
  model: Model,
  quantization: Quantization,
  work: Work,
  rates: FitRates,
): Estimate {
  const platform = ratesOn(machine, rates)
  const { size, steps, runtime } = work
  const terms = imageTerms({ machine, model, quantization, size, steps })
  return estimateOf(
    1 / secondsOf(terms, traitsOf(machine, model, quantization, runtime), platform.rates),
    ['image'],
    platform,
  )
}
