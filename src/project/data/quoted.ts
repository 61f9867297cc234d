/** A range of a file's text. */
export interface Range {
  readonly at: number
  readonly end: number
}

/** The range of a text within the quotes around it, of which the place may or may not hold both; it has no escapes. */
export function withinQuotes(
  whole: string,
  { at, end }: Range,
  text: string,
): (Range & { readonly quote?: '"' | "'" }) | undefined {
  const found = whole.slice(at, end)
  if (/[\r\n\\]/.test(found)) return undefined
  if (found === text) {
    const outer = quoteAt(whole, at - 1)
    return outer !== undefined && outer === quoteAt(whole, end) ? { at, end, quote: outer } : { at, end }
  }
  const quote = quoteAt(whole, at)
  return quote !== undefined && found === quote + text + quote ? { at: at + 1, end: end - 1, quote } : undefined
}

function quoteAt(text: string, at: number): '"' | "'" | undefined {
  const character = text.charAt(at)
  return character === '"' || character === "'" ? character : undefined
}
