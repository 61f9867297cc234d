import { joined } from '../lower/string.ts'
import { unescaped } from '../lower/string-value.ts'
import type { Expression, FormattedString, StringLiteral } from '../tree.ts'
import { BACKSLASH, CLOSE_BRACE, isLineEnd, OPEN_BRACE } from '../skim/characters.ts'
import { afterEscape } from '../skim/string-end.ts'
import { advance, descend, expect, fail, skip, type Tokens } from './tokens.ts'

type Parse = (tokens: Tokens) => Expression

/** Strings that stand beside one another, which are one. */
export function strings(tokens: Tokens, expressions: Parse): StringLiteral | FormattedString {
  const { at } = tokens
  const parts: (string | Expression)[] = []
  while (tokens.kind === 'string' || tokens.kind === 'formatted') {
    if (tokens.kind === 'string') parts.push(literal(tokens))
    else for (const part of formatted(tokens, expressions)) parts.push(part)
    advance(tokens)
  }
  const string = joined(parts, { at, end: tokens.lastEnd })
  if (string.kind === 'formatted') tokens.formatted.push({ at, end: string.end })
  return string
}

function literal({ text, own, from, to }: Tokens): string {
  const written = text.slice(from, to)
  const { prefix, quotes } = opening(written)
  return unescaped(own(written.slice(prefix.length + quotes, written.length - quotes)), prefix)
}

/** The letters before the quotes of a string, and how many quotes there are. */
function opening(written: string): { prefix: string; quotes: number } {
  const prefix = /^[A-Za-z]*/.exec(written)?.[0] ?? ''
  const quote = written[prefix.length] ?? ''
  return { prefix, quotes: written.startsWith(quote.repeat(3), prefix.length) ? 3 : 1 }
}

/** The texts and expressions of a formatted string, whose closing quotes become the end of the token. */
function formatted(tokens: Tokens, expressions: Parse): readonly (string | Expression)[] {
  const { text } = tokens
  const { prefix } = opening(text.slice(tokens.from, tokens.to))
  const quotes = text.slice(tokens.from + prefix.length, tokens.to)
  const parts: (string | Expression)[] = []
  const { depth, shift } = tokens
  for (let from = tokens.to; !tokens.failed; from = tokens.to) {
    const to = endOfText(text, from, quotes)
    if (to > from) parts.push(unescaped(tokens.own(text.slice(from, to)), prefix))
    tokens.to = to
    if (text.startsWith(quotes, to)) break
    // A brace that closes nothing, or no quotes to the end of the line.
    if (text.charCodeAt(to) !== OPEN_BRACE) fail(tokens)
    else parts.push(replacement(tokens, quotes, expressions))
  }
  tokens.depth = depth
  tokens.to += quotes.length
  tokens.end = tokens.to + shift
  return parts
}

/** Where the text that begins at an offset is over: at a brace, at the closing quotes, or where there is no string any more. */
function endOfText(text: string, from: number, quotes: string): number {
  for (let at = from; at < text.length;) {
    const code = text.charCodeAt(at)
    if (text.startsWith(quotes, at)) return at
    if (isLineEnd(code) && quotes.length === 1) return at
    const isDouble = text.charCodeAt(at + 1) === code
    if (isBrace(code) && !isDouble) return at
    if (code === BACKSLASH) at = text.startsWith('N{', at + 1) ? endOfName(text, at) : afterEscape(text, at)
    else at += isBrace(code) ? 2 : 1
  }
  return text.length
}

/** Where the name of a character is over: `\\N{DASH}`. */
function endOfName(text: string, at: number): number {
  const end = text.indexOf('}', at)
  return end < 0 ? text.length : end + 1
}

/** Reads `{value!r:>{width}}`, of which the value counts; what the format says is passed over. */
function replacement(tokens: Tokens, quotes: string, expressions: Parse): Expression {
  descend(tokens)
  tokens.kind = '{'
  tokens.to++
  tokens.depth++
  advance(tokens)
  const value = expressions(tokens)
  skip(tokens, '=')
  if (skip(tokens, '!')) expect(tokens, 'name')
  if (tokens.kind === ':') passFormat(tokens, quotes, expressions)
  else if (tokens.kind !== '}') fail(tokens)
  tokens.nesting--
  return value
}

/** Passes over a format, in which values can stand as well, and the brace behind it. */
function passFormat(tokens: Tokens, quotes: string, expressions: Parse): void {
  const { text } = tokens
  for (let at = tokens.to; !tokens.failed; at = tokens.to) {
    while (at < text.length && !isBrace(text.charCodeAt(at)) && !text.startsWith(quotes, at)) at++
    tokens.to = at
    const code = text.charCodeAt(at)
    if (code === CLOSE_BRACE) break
    if (code === OPEN_BRACE) replacement(tokens, quotes, expressions)
    else fail(tokens)
  }
  tokens.to++
  tokens.depth--
}

function isBrace(code: number): boolean {
  return code === OPEN_BRACE || code === CLOSE_BRACE
}
