/**
 * Text of a project as it may be shown in a terminal: on one line and without anything that a terminal obeys. Control
 * characters, invisible characters and those that turn the direction of writing are taken out, tabs become spaces.
 */
export function printable(text: string): string {
  return text.replace(/[\t\n\r\u2028\u2029]+/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
}

/** Takes no column of its own: accents and other marks that join the character before. */
const ZERO = /^[\p{M}\u{1160}-\u{11FF}]$/u

/** Takes two columns in every terminal: the scripts of East Asia, full-width forms, pictures. */
const DOUBLE =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1B000}-\u{1B16F}\u{20000}-\u{3FFFD}\p{Emoji_Presentation}]$/u

/** Columns that printable text takes. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7E]*$/.test(text)) return text.length
  let width = 0
  for (const character of text) width += columnsOf(character)
  return width
}

/** The text, cut to `columns` with an ellipsis where it is longer. */
export function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  let width = 0
  let kept = ''
  for (const character of text) {
    width += columnsOf(character)
    if (width > columns - 1) break
    kept += character
  }
  return columns < 1 ? '' : `${kept.trimEnd()}…`
}

/** Breaks text into lines of at most `columns`; a word that is longer stands alone or is broken. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (let word of text.split(/ +/)) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) <= columns) {
      line += ` ${word}`
      continue
    }
    if (line !== '') lines.push(line)
    while (widthOf(word) > columns) {
      const part = head(word, columns)
      lines.push(part)
      word = word.slice(part.length)
    }
    line = word
  }
  if (line !== '') lines.push(line)
  return lines
}

/** The longest beginning that fits; one character at least, so that there is an end. */
function head(word: string, columns: number): string {
  let width = 0
  let kept = ''
  for (const character of word) {
    width += columnsOf(character)
    if (width > columns && kept !== '') break
    kept += character
  }
  return kept
}

function columnsOf(character: string): number {
  if (ZERO.test(character)) return 0
  return DOUBLE.test(character) ? 2 : 1
}
