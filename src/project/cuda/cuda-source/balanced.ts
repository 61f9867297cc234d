/** Furthest that the end of a bracket is looked for, in UTF-16 code units; signatures of kernels stay far below. */
const MAX_BRACKET = 8_000

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '<': '>', '{': '}' }

/** The offset behind the bracket that closes the one at `open`; undefined when none does. Angles end at any `;` or `{`. */
export function behindBracket(code: string, open: number): number | undefined {
  const opening = code[open] ?? ''
  const closing = CLOSING[opening]
  if (closing === undefined) return undefined
  let depth = 0
  for (let at = open; at < code.length && at - open < MAX_BRACKET; at += 1) {
    const character = code[at]
    if (opening === '<' && character === '(') {
      // Comparisons within parentheses are no brackets of a template.
      const behind = behindBracket(code, at)
      if (behind === undefined) return undefined
      at = behind - 1
    } else if (character === opening) depth += 1
    else if (character === closing) depth -= 1
    else if (opening === '<' && (character === ';' || character === '{')) return undefined
    if (depth === 0) return at + 1
  }
  return undefined
}
