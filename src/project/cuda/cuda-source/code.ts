/**
 * The opening of whatever is not code in C++: comments, literals, and the quote that merely parts digits.
 * The prefix of a raw string is taken with it, for its end depends on its delimiter.
 */
const OPENING = /\/\/|\/\*|\bR"([^()\\\s]{0,16})\(|"|(?<![0-9a-fA-F])'/g
const STRING_END = /(?:[^"\\\n]|\\[^])*/y
const CHARACTER_END = /(?:[^'\\\n]|\\[^])*/y
const COMMENT_END = /(?:[^\\\n]|\\[^])*/y

/**
 * C++ text with comments and literals blanked, of the same length and with the same lines, so that offsets hold.
 * What never ends is blanked to where the language says that it ends at the latest: the line, or for `/*` and raw strings the file.
 */
export function codeOf(text: string): string {
  const parts: string[] = []
  let done = 0
  OPENING.lastIndex = 0
  for (let match = OPENING.exec(text); match; match = OPENING.exec(text)) {
    const start = match.index
    const end = endOf(text, match)
    parts.push(text.slice(done, start), blank(text.slice(start, end)))
    done = end
    OPENING.lastIndex = end
  }
  parts.push(text.slice(done))
  return parts.join('')
}

function endOf(text: string, match: RegExpExecArray): number {
  const [opening, delimiter] = match
  const inside = match.index + opening.length
  if (opening === '//') return matchEnd(COMMENT_END, text, inside)
  if (opening === '/*') return behind(text, '*/', inside) ?? text.length
  if (delimiter !== undefined) return behind(text, `)${delimiter}"`, inside) ?? text.length
  const end = matchEnd(opening === '"' ? STRING_END : CHARACTER_END, text, inside)
  return text[end] === opening ? end + 1 : end
}

function behind(text: string, mark: string, from: number): number | undefined {
  const found = text.indexOf(mark, from)
  return found < 0 ? undefined : found + mark.length
}

function matchEnd(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return from + (pattern.exec(text)?.[0].length ?? 0)
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ')
}
