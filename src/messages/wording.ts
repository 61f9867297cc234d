import { type Word, wordsOf } from './words.ts'

/** Words that a hole may take: a path, a shape or a list of devices, and not the rest of a log. */
const MAX_HOLE = 60

/** A wording taken apart: the words that always stand in it, in stretches between what differs from case to case. */
export interface Wording {
  readonly stretches: readonly (readonly string[])[]
  /** The names of the holes; that at an index comes before the stretch of the same index. */
  readonly holes: readonly (string | undefined)[]
}

/** What stood in the holes of a wording, by their names. */
export type Captures = Readonly<Record<string, string>>

/** Takes apart a wording such as `The operator '{operator}' is not implemented`. */
export function wordingOf(template: string): Wording {
  const parts = template.split(/\{(\w*)\}/)
  const stretches: (readonly string[])[] = []
  const holes: (string | undefined)[] = []
  let hole: string | undefined
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) {
      hole = part
      continue
    }
    const keys = wordsOf(part).map(({ key }) => key)
    if (keys.length === 0) continue
    stretches.push(keys)
    holes.push(hole)
    hole = undefined
  }
  return { stretches, holes: [...holes, hole] }
}

/** What stands in the holes where a text has all stretches of a wording in their order; undefined where it has not. */
export function capturesIn(text: string, words: readonly Word[], wording: Wording): Captures | undefined {
  const captures: Record<string, string> = {}
  let at = 0
  for (const [index, stretch] of wording.stretches.entries()) {
    const last = index === 0 ? words.length : Math.min(words.length, at + MAX_HOLE + stretch.length)
    const found = positionOf(stretch, words, at, last)
    if (found === undefined) return undefined
    const hole = wording.holes[index]
    if (hole && index > 0) captures[hole] = between(text, words, at, found)
    at = found + stretch.length
  }
  const tail = wording.holes[wording.stretches.length]
  if (tail) captures[tail] = between(text, words, at, words.length)
  return captures
}

function positionOf(stretch: readonly string[], words: readonly Word[], from: number, to: number): number | undefined {
  for (let start = from; start + stretch.length <= to; start++) {
    if (stretch.every((key, index) => words[start + index]?.key === key)) return start
  }
  return undefined
}

/** The text from after the word before `from` to the word at `to`, without the quotes and stops around it. */
function between(text: string, words: readonly Word[], from: number, to: number): string {
  const [line = ''] = text.slice(words[from]?.start ?? text.length, words[to - 1]?.end ?? 0).split('\n', 1)
  return line.trim()
}
