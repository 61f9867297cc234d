/** Longest expansion; arguments made of arguments can double with every line. */
const MAX_EXPANSION = 4_000
/** How deep `${A:-${B:-...}}` is followed. */
const MAX_DEPTH = 10

const REFERENCE = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(:?[-+])?)/y

/**
 * Replaces `$NAME`, `${NAME}`, `${NAME:-word}` and `${NAME:+word}` as a Dockerfile's builder does. A name without a value
 * and without a default stays as it is written, since only a build can give it one.
 */
export function expand(text: string, variables: ReadonlyMap<string, string>, depth = 0): string {
  if (depth > MAX_DEPTH || !text.includes('$')) return text
  let expanded = ''
  let at = 0
  while (at < text.length) {
    const found = referenceAt(text, at)
    if (found) {
      const { name, operator, word, end } = found
      const value = valueOf(
        variables.get(name),
        operator,
        word === undefined ? undefined : expand(word, variables, depth + 1),
      )
      expanded += value ?? text.slice(at, end)
      at = end
    } else {
      // A backslash keeps the dollar behind it.
      const escaped = text[at] === '\\' && text[at + 1] === '$'
      expanded += escaped ? '$' : (text[at] ?? '')
      at += escaped ? 2 : 1
    }
    if (expanded.length > MAX_EXPANSION) return text
  }
  return expanded
}

function valueOf(value: string | undefined, operator: string | undefined, word = ''): string | undefined {
  const given = value !== undefined && !(operator?.startsWith(':') && value === '')
  if (operator?.endsWith('-')) return given ? value : word
  if (operator?.endsWith('+')) return given ? word : ''
  return value
}

interface Reference {
  readonly name: string
  readonly operator?: string
  readonly word?: string
  readonly end: number
}

function referenceAt(text: string, at: number): Reference | undefined {
  REFERENCE.lastIndex = at
  const match = REFERENCE.exec(text)
  if (!match) return undefined
  const [whole, bare, braced = '', operator] = match
  const start = at + whole.length
  if (bare !== undefined) return { name: bare, end: start }
  const close = closingBrace(text, start)
  if (close < 0 || (operator === undefined && close > start)) return undefined
  if (operator === undefined) return { name: braced, end: close + 1 }
  return { name: braced, operator, word: text.slice(start, close), end: close + 1 }
}

function closingBrace(text: string, start: number): number {
  let depth = 1
  for (let at = start; at < text.length && at - start < MAX_EXPANSION; at += 1) {
    if (text[at] === '{') depth += 1
    else if (text[at] === '}') depth -= 1
    if (depth === 0) return at
  }
  return -1
}
