import type { Message } from '../knowledge/knowledge.ts'
import { type Wording, wordingOf } from './wording.ts'

/** One wording of a message, ready to be held against a text. */
export interface Candidate {
  readonly message: Message
  readonly wording: Wording
  /** Its words and pairs of words, each with its weight. */
  readonly features: ReadonlyMap<string, number>
  /** The sum of these weights: how much a text says that has all of them. */
  readonly weight: number
}

export interface MessageIndex {
  readonly candidates: readonly Candidate[]
  /** The candidates that have a word or a pair of words. */
  readonly byFeature: ReadonlyMap<string, readonly Candidate[]>
}

/** By list of messages. */
const indexes = new WeakMap<readonly Message[], MessageIndex>()

/** The index of a list of messages, made once: the rarer a word or a pair of words is among them, the more it counts. */
export function indexOf(messages: readonly Message[]): MessageIndex {
  const known = indexes.get(messages)
  if (known) return known
  const made = makeIndex(messages)
  indexes.set(messages, made)
  return made
}

function makeIndex(messages: readonly Message[]): MessageIndex {
  const bare = messages.flatMap((message) =>
    message.wordings.map((template) => {
      const wording = wordingOf(template)
      return { message, wording, names: new Set(wording.stretches.flatMap(featuresOf)) }
    }),
  )
  const counts = new Map<string, number>()
  for (const { names } of bare) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  const candidates = bare.map(({ message, wording, names }): Candidate => {
    const features = new Map([...names].map((name) => [name, weightOf(counts.get(name) ?? 1, bare.length)]))
    return { message, wording, features, weight: [...features.values()].reduce((sum, weight) => sum + weight, 0) }
  })
  const byFeature = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    for (const name of candidate.features.keys()) {
      const holders = byFeature.get(name)
      if (holders) holders.push(candidate)
      else byFeature.set(name, [candidate])
    }
  }
  return { candidates, byFeature }
}

function weightOf(count: number, all: number): number {
  return Math.log(1 + all / count)
}

/** The words of a stretch and its pairs of neighbours. */
export function featuresOf(stretch: readonly string[]): readonly string[] {
  return [...stretch, ...stretch.slice(1).map((word, index) => `${stretch[index] ?? ''} ${word}`)]
}
