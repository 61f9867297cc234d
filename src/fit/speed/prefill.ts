import type { Machine } from '../machine.ts'
import type { Architecture, Kept, Model } from '../model.ts'
import type { Weights } from '../memory/weights.ts'
import { depthOf, statesOf } from './decode.ts'
import type { Term } from './rates.ts'
import { peakOf } from './traits.ts'

export interface PrefillCase {
  readonly machine: Machine
  readonly model: Model
  readonly weights: Weights
  /** Tokens before the prompt, and tokens of the prompt. */
  readonly depth: number
  readonly tokens: number
  /** Tokens that are computed at a time. */
  readonly chunk: number
}

/** Of the gain that several cards would bring if they never waited for each other, the share that they bring. */
const PIPELINED = 0.5

/** A tera of operations: what a watt is held against. */
const TERA = 1e12

/**
 * What reading one token of a prompt takes: the multiplications, held up by the GPU's peak and by its power; attention, which
 * grows with what stands before; and, shared by the tokens of a chunk, reading all weights and launching all kernels.
 */
export function prefillTerms({ machine, model, weights, depth, tokens, chunk }: PrefillCase): readonly Term[] {
  const { architecture } = model
  const { bandwidth, watts, platform, count } = machine
  const peak = peakOf(machine)
  const together = Math.min(tokens, chunk)
  const operations = 2 * bodyOf(model)
  const layers = architecture === undefined ? 0 : depthOf(architecture)
  const attention = architecture === undefined ? 0 : attentionOperations(architecture, depth + tokens / 2)
  const isBoundByPower = platform === 'cuda' && watts !== undefined
  const turns = (share: number): number => share * waiting(count, Math.ceil(tokens / together))
  return [
    { rate: 'prefill.compute', amount: turns(operations / peak) },
    { rate: 'prefill.power', amount: isBoundByPower ? turns(operations / (watts * TERA)) : 0 },
    { rate: 'prefill.attention', amount: turns(attention / peak) },
    {
      rate: 'prefill.weights',
      amount: turns((weights.all - weights.embedding - weights.layerTables) / bandwidth / together),
    },
    { rate: 'prefill.layers', amount: layers / together },
    { rate: 'prefill.experts', amount: architecture?.experts === undefined ? 0 : turns(operations / peak) },
    {
      rate: 'prefill.states',
      amount: architecture === undefined ? 0 : turns((statesOf(architecture) * architecture.hidden ** 2) / peak),
    },
  ]
}

/** Parameters that each token of a prompt is multiplied with: not those of the output, which the last token alone needs. */
function bodyOf({ activeParameters, architecture }: Model): number {
  if (architecture === undefined) return activeParameters * 0.95
  const table = architecture.vocabulary * architecture.hidden
  return Math.max(activeParameters - (architecture.tiedEmbeddings ? 1 : 2) * table, activeParameters / 3)
}

/** Multiplications and additions of scores and of their use, of all layers. */
export function attentionOperations({ layers, heads }: Architecture, depth: number): number {
  return layers.reduce((sum, { count, keeps }) => sum + count * 2 * heads * widthOf(keeps, depth), 0)
}

function widthOf(keeps: Kept, depth: number): number {
  if (keeps.kind === 'attention') return (keeps.keyLength + keeps.valueLength) * Math.min(depth, keeps.window ?? depth)
  return keeps.kind === 'latent' ? ((2 * keeps.rank + keeps.rope) * depth) / (keeps.every ?? 1) : 0
}

/** Cards that share the layers work at the same time once the first chunk has passed them all: the time that is left. */
function waiting(cards: number, chunks: number): number {
  const ideal = (chunks + cards - 1) / (chunks * cards)
  return 1 - PIPELINED * (1 - ideal)
}
