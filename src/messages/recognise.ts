import type { Message } from '../knowledge/knowledge.ts'
import { type Candidate, featuresOf, indexOf, type MessageIndex } from './message-index.ts'
import type { MessageLine } from './text.ts'
import { type Captures, capturesIn } from './wording.ts'
import { wordsOf } from './words.ts'

/** Lines that one message may be spread over, by its own line ends or by a narrow terminal. */
const MAX_SPREAD = 6

/** Candidates of a stretch of text that are compared word for word; beyond these there is little in common. */
const MAX_COMPARED = 12

/** The share of a wording's weight that a text must have to be taken for it. */
const LEAST_SHARE = 0.5

/** A message that a text was recognised as. */
export interface Recognised {
  readonly message: Message
  /** How much of the wording is there, by weight: 1 where all of it is, in its order. */
  readonly share: number
  /** Where it stands: the line, or the lines that it is spread over. */
  readonly text: string
  readonly captures: Captures
}

interface Match extends Recognised {
  readonly isError: boolean
  readonly line: number
  readonly weight: number
}

/** The messages that lines may be, the likeliest first: what is there as a whole before what is alike, errors before other lines. */
export function recogniseIn(lines: readonly MessageLine[], messages: readonly Message[]): readonly Recognised[] {
  const index = indexOf(messages)
  const best = new Map<Message, Match>()
  for (const [line, { isError }] of lines.entries()) {
    for (const spread of [1, MAX_SPREAD]) {
      const text = lines
        .slice(line, line + spread)
        .map((part) => part.text)
        .join('\n')
      for (const found of matchesOf(text, index)) {
        const match: Match = { ...found, isError, line }
        const before = best.get(found.message)
        // Lines that are joined count only where they say more than one of them.
        if (!before || isBetter(match, before, spread > 1)) best.set(found.message, match)
      }
    }
  }
  return [...best.values()].toSorted(byLikelihood)
}

function isBetter(match: Match, before: Match, isJoined: boolean): boolean {
  if (isJoined) return match.share > before.share + 0.01
  return byLikelihood(match, before) < 0
}

function byLikelihood(left: Match, right: Match): number {
  const wholes = Number(right.share === 1) - Number(left.share === 1)
  if (wholes !== 0) return wholes
  if (left.share === 1) {
    return Number(right.isError) - Number(left.isError) || right.weight - left.weight || right.line - left.line
  }
  return right.share - left.share || right.weight - left.weight
}

function matchesOf(text: string, index: MessageIndex): readonly Omit<Match, 'isError' | 'line'>[] {
  const words = wordsOf(text)
  const names = new Set(featuresOf(words.map(({ key }) => key)))
  const weights = new Map<Candidate, number>()
  for (const name of names) {
    for (const candidate of index.byFeature.get(name) ?? []) {
      weights.set(candidate, (weights.get(candidate) ?? 0) + (candidate.features.get(name) ?? 0))
    }
  }
  return [...weights]
    .map(([candidate, weight]) => ({ candidate, share: weight / candidate.weight }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .toSorted((left, right) => right.share - left.share || right.candidate.weight - left.candidate.weight)
    .slice(0, MAX_COMPARED)
    .map(({ candidate: { message, wording, weight }, share }) => {
      const captures = capturesIn(text, words, wording)
      return { message, weight, text, captures: captures ?? {}, share: captures ? 1 : Math.min(share, 0.99) }
    })
}
