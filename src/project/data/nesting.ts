/**
 * Deepest nesting that a parser is given. Recursive parsers meet the end of the stack at some hundreds of levels, which
 * the JavaScript engine does not always survive, so it is measured before and not caught after.
 */
const MAX_LEVELS = 200

/** Whether YAML or TOML text nests deeper than a parser should be given; brackets within strings count too. */
export function nestsTooDeeply(text: string): boolean {
  return bracketsTooDeep(text) || indentsTooDeep(text)
}

function bracketsTooDeep(text: string): boolean {
  let depth = 0
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1)
    if (depth > MAX_LEVELS) return true
  }
  return false
}

/** Every deeper line is a level, and so is each mark of a list or key that opens one on the same line (`- - - x`). */
function indentsTooDeep(text: string): boolean {
  const open: number[] = []
  for (const [line, indent = ''] of text.matchAll(/^( *)[^\s][^\n]*/gm)) {
    while ((open.at(-1) ?? -1) >= indent.length) open.pop()
    open.push(indent.length)
    const marks = /^(?:[-?:][ \t]+)*/.exec(line.slice(indent.length))?.[0] ?? ''
    if (open.length + marks.length / 2 > MAX_LEVELS) return true
  }
  return false
}

/** Whether JSON text nests deeper than a parser should be given; brackets within strings do not count. */
export function jsonNestsTooDeeply(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') at = stringEnd(text, at)
    else if (character === '[' || character === '{') depth++
    else if ((character === ']' || character === '}') && depth > 0) depth--
    if (depth > MAX_LEVELS) return true
  }
  return false
}

/** The offset of the quote that ends a string, or of the end of its line or of the text where there is none. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at]
    if (character === '"' || character === '\n') return at
    if (character === '\\') at++
  }
  return text.length
}
