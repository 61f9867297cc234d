/** What the kinds of work say. */
import { atStrength, type SignalOf, shareOf } from './signal.ts'

/** Training of unknown size counts half of what is surely begun from nothing. */
const OF_UNKNOWN_SIZE = 0.5

export const severalGpus: SignalOf = (evidence) =>
  atStrength(
    evidence.needs?.gpus === 'several' ? 1 : evidence.needs?.gpus === 'one' ? 0 : shareOf(evidence, 'distributed'),
  )

export const training: SignalOf = (evidence) =>
  atStrength(Math.max(shareOf(evidence, 'training', 'from-scratch'), shareOf(evidence, 'training') * OF_UNKNOWN_SIZE))

export const fullFineTuning: SignalOf = (evidence) => atStrength(shareOf(evidence, 'fine-tuning', 'full'))

export const adapters: SignalOf = (evidence) => atStrength(shareOf(evidence, 'fine-tuning', 'lora', 'qlora'))

export const servingMany: SignalOf = (evidence) => atStrength(shareOf(evidence, 'serving', 'llm'))

export const imageGeneration: SignalOf = (evidence) => atStrength(shareOf(evidence, 'image-generation'))
