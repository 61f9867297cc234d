/** What the kinds of work say. */
import type { Evidence } from '../evidence.ts'
import { isOnProcessors } from './libraries.ts'
import { atStrength, type SignalOf, shareOf } from './signal.ts'

/** Training of unknown size counts half of what is surely begun from nothing. */
const OF_UNKNOWN_SIZE = 0.5

export const severalGpus: SignalOf = (evidence) =>
  atStrength(
    evidence.needs?.gpus === 'several' ? 1 : evidence.needs?.gpus === 'one' ? 0 : shareOf(evidence, 'distributed'),
  )

/** Trees and tables are trained on processors, which a Mac has as well; with models, their own speeds speak. */
export const training: SignalOf = (evidence) =>
  isTold(evidence)
    ? undefined
    : atStrength(
        Math.max(shareOf(evidence, 'training', 'from-scratch'), shareOf(evidence, 'training') * OF_UNKNOWN_SIZE),
      )

export const fullFineTuning: SignalOf = (evidence) =>
  isTold(evidence) ? undefined : atStrength(shareOf(evidence, 'fine-tuning', 'full'))

function isTold({ picked, dependencies, project }: Evidence): boolean {
  return (
    picked !== undefined || (project === undefined && dependencies.length > 0 && dependencies.every(isOnProcessors))
  )
}

export const adapters: SignalOf = (evidence) => atStrength(shareOf(evidence, 'fine-tuning', 'lora', 'qlora'))

export const servingMany: SignalOf = (evidence) => atStrength(shareOf(evidence, 'serving', 'llm'))

export const imageGeneration: SignalOf = (evidence) =>
  isTold(evidence) ? undefined : atStrength(shareOf(evidence, 'image-generation'))
