/** Words of one stretch of text; more than any message has, so that the rest is a list or a log. */
const MAX_WORDS = 700

/** A word of a text and where it stands there. */
export interface Word {
  /** In lower case; `#` for every number, since sizes, versions and ports differ from case to case. */
  readonly key: string
  readonly start: number
  readonly end: number
}

/** The words of a text in their order; what stands between them, be it quotes or line ends, says nothing. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(/[\p{L}_][\p{L}\p{N}_]*|\p{N}+/gu)) {
    const [word] = match
    const key = /^\p{N}/u.test(word) ? '#' : word.toLowerCase()
    words.push({ key, start: match.index, end: match.index + word.length })
    if (words.length === MAX_WORDS) break
  }
  return words
}
