/**
 * Deepest nesting that a parser is given. Recursive parsers meet the end of the stack at some hundreds of levels, which
 * the JavaScript engine does not always survive, so it is measured before and not caught after.
 */
const MAX_LEVELS = 200

/** Whether YAML or JSON text nests deeper than a parser should be given; brackets within strings count too. */
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
