/**
 * What of a Python file can matter. Most code never speaks of devices, precision or the platform, so it is passed over
 * as early as that can be seen.
 */
export interface Relevance {
  /** Words of which a file, and a function's body, needs one: whole names, or parts of names between underscores. */
  readonly strong: WordSet
  /** Names that count as strong as functions of a framework: `torch.mode(`. */
  readonly called: WordSet
  /** Words that carry values to the strong ones; a statement needs one of any kind to be lowered. */
  readonly weak: WordSet
}

/** Words and their hashes: nearly every name of a file is none of them, which a hash tells without making a string. */
export interface WordSet {
  readonly words: ReadonlySet<string>
  readonly hashes: ReadonlySet<number>
}

export const UNDERSCORE = 0x5f

/** What frameworks and their parts are usually called where a function of theirs is called. */
const QUALIFIED = /\b(?:torch|th|nn|F|functional|linalg|special|fft|Tensor|jit|ops)\.$/

export function wordSet(words: Iterable<string>): WordSet {
  const set = new Set(words)
  return { words: set, hashes: new Set([...set].map(hashOf)) }
}

/** 2 for a strong word, 1 for a weak one, 0 for any other; `hash` is that of the word in `[start, end)`. */
export function weigh(relevance: Relevance, text: string, start: number, end: number, hash: number): 0 | 1 | 2 {
  const { strong, called, weak } = relevance
  if (strong.hashes.has(hash) && strong.words.has(text.slice(start, end))) return 2
  if (called.hashes.has(hash) && called.words.has(text.slice(start, end))) {
    if (QUALIFIED.test(text.slice(Math.max(0, start - 12), start))) return 2
  }
  return weak.hashes.has(hash) && weak.words.has(text.slice(start, end)) ? 1 : 0
}

export function isNamePart(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === UNDERSCORE
  )
}

function hashOf(word: string): number {
  let hash = 0
  for (let at = 0; at < word.length; at++) hash = (hash * 31 + word.charCodeAt(at)) | 0
  return hash
}
