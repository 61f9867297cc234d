import { afterLineEnd, BACKSLASH, CLOSE_BRACE, isLineEnd, isQuote, OPEN_BRACE } from './characters.ts'

/**
 * Farthest that the end of a formatted string is looked for with its expressions in mind: else a line full of braces
 * that are never closed would be read once for each.
 */
const FORMATTED_LIMIT = 500

/** Whether the quote at an offset is one of three that open a string of several lines. */
export function isTripled(text: string, quoteAt: number): boolean {
  const quote = text.charCodeAt(quoteAt)
  return text.charCodeAt(quoteAt + 1) === quote && text.charCodeAt(quoteAt + 2) === quote
}

/** Where a string literal ends: behind its closing quotes or, where they are missing, at the end of the line or text. */
export function endOfString(text: string, quoteAt: number): number {
  if (isTripled(text, quoteAt)) return closingOfTripled(text, quoteAt) ?? text.length
  const end = isFormatted(text, quoteAt) ? endOfFormatted(text, quoteAt) : -1
  return end < 0 ? endOfPlain(text, quoteAt) : end
}

/** Where a string literal without expressions in it ends; undefined where its closing quotes are missing. */
export function closingOf(text: string, quoteAt: number): number | undefined {
  if (isTripled(text, quoteAt)) return closingOfTripled(text, quoteAt)
  const at = overAt(text, quoteAt)
  return text.charCodeAt(at) === text.charCodeAt(quoteAt) ? at + 1 : undefined
}

/** Whether the letters before a quote say that the string has expressions in it. */
function isFormatted(text: string, quoteAt: number): boolean {
  const letters = text.slice(Math.max(0, quoteAt - 2), quoteAt).toLowerCase()
  return letters.endsWith('f') || letters === 'fr'
}

function closingOfTripled(text: string, quoteAt: number): number | undefined {
  const quotes = text.slice(quoteAt, quoteAt + 3)
  for (let from = quoteAt + 3; ;) {
    const at = text.indexOf(quotes, from)
    if (at < 0) return undefined
    let slashes = 0
    while (at - slashes > from && text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++
    if (slashes % 2 === 0) return at + 3
    from = at + 1
  }
}

function endOfPlain(text: string, quoteAt: number): number {
  const at = overAt(text, quoteAt)
  return text.charCodeAt(at) === text.charCodeAt(quoteAt) ? at + 1 : at
}

/** Where the closing quote of a string of one line is, or else the end of the line or text. */
function overAt(text: string, quoteAt: number): number {
  const quote = text.charCodeAt(quoteAt)
  let at = quoteAt + 1
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === quote || isLineEnd(code)) return at
    at = code === BACKSLASH ? afterEscape(text, at) : at + 1
  }
  return at
}

/** The end of a formatted string, whose expressions may have strings with the same quotes; -1 where there is none near. */
function endOfFormatted(text: string, quoteAt: number): number {
  const quote = text.charCodeAt(quoteAt)
  const limit = Math.min(text.length, quoteAt + FORMATTED_LIMIT)
  let braces = 0
  for (let at = quoteAt + 1; at < limit;) {
    const code = text.charCodeAt(at)
    if (isLineEnd(code)) return -1
    if (isQuote(code) && braces > 0) {
      at = endOfPlain(text, at)
      continue
    }
    if (code === quote) return at + 1
    if (code === OPEN_BRACE && braces === 0 && text.charCodeAt(at + 1) === OPEN_BRACE) at++
    else if (code === OPEN_BRACE) braces++
    else if (code === CLOSE_BRACE && braces > 0) braces--
    at = code === BACKSLASH ? afterEscape(text, at) : at + 1
  }
  return -1
}

/** Where what a backslash takes the meaning of is over. */
export function afterEscape(text: string, slashAt: number): number {
  return isLineEnd(text.charCodeAt(slashAt + 1)) ? afterLineEnd(text, slashAt + 1) : slashAt + 2
}
