import type { OwnText } from '../owned.ts'
import {
  afterLineEnd,
  BACKSLASH,
  BYTE_ORDER_MARK,
  DOT,
  FORM_FEED,
  HASH,
  isClosing,
  isLineEnd,
  isOpening,
  isQuote,
  isWordPart,
  SPACE,
  TAB,
} from '../skim/characters.ts'
import { closingOf, isTripled } from '../skim/string-end.ts'
import type { Piece } from '../source.ts'
import type { Import, ImportFrom, Span } from '../tree.ts'
import { KEYWORDS, operatorAt } from './operators.ts'

/**
 * The tokens of a Python text, of which one is looked at. Offsets in the file are those of the tree; those in the text
 * differ from them where lines were left out.
 */
export interface Tokens {
  readonly text: string
  readonly own: OwnText
  /** Where the pieces of the text stand in the file, the index of the one that is read, and how far the file is ahead there. */
  readonly pieces: readonly Piece[]
  piece: number
  shift: number
  /** The columns of the blocks that are open, the innermost last, and the column of the line. */
  readonly columns: number[]
  column: number
  /** How many brackets are open, and how deep in expressions the parser is. */
  depth: number
  nesting: number
  /** The formatted strings and the imports that were read. */
  readonly formatted: Span[]
  readonly imports: (Import | ImportFrom)[]
  /** Whether the text has something that is not understood; then there are no further tokens. */
  failed: boolean
  /** `name`, `number`, `string`, `formatted`, `newline`, `indent`, `dedent` or `end`; operators and keywords as they are written. */
  kind: string
  /** The name, of a token that is one. */
  name: string
  /** The range of the token in the text; of a formatted string that of its opening quotes. */
  from: number
  to: number
  /** The range of the token in the file, and where the one before it ended that was more than the layout of lines. */
  at: number
  end: number
  lastEnd: number
}

/** A tab leads to the next multiple of it, as in Python. */
const TAB_WIDTH = 8

/** Deepest nesting of expressions, and of blocks, that is followed; real code stays far below, and the stack is not endless. */
const NESTING_LIMIT = 150
const BLOCK_LIMIT = 100

const NUMBER = /0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?/y

/** What stands before the quotes of a string, and of one with expressions in it. */
const PREFIX = /^(?:[rbuf]|br|rb|fr|rf)$/i
const FORMATTED = /f/i

/** The tokens of a text, the first of which is looked at. */
export function tokensOf(text: string, pieces: readonly Piece[], own: OwnText): Tokens {
  const tokens: Tokens = {
    text,
    own,
    pieces,
    piece: 0,
    shift: (pieces[0]?.at ?? 0) - (pieces[0]?.from ?? 0),
    columns: [0],
    column: 0,
    depth: 0,
    nesting: 0,
    formatted: [],
    imports: [],
    failed: false,
    kind: 'newline',
    name: '',
    from: 0,
    to: text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0,
    at: 0,
    end: 0,
    lastEnd: 0,
  }
  advance(tokens)
  return tokens
}

/** Gives the text up: it has something that the grammar of this parser has not, or no Python at all has. */
export function fail(tokens: Tokens): void {
  tokens.failed = true
  tokens.kind = 'end'
}

/** Goes on to the next token. */
export function advance(tokens: Tokens): void {
  switch (tokens.kind) {
    case 'newline':
      beginLine(tokens)
      indentation(tokens)
      break
    case 'dedent':
      indentation(tokens)
      break
    case 'indent':
      token(tokens)
      break
    case 'end':
      break
    default:
      tokens.lastEnd = tokens.end
      token(tokens)
  }
}

/** Passes over a token of a kind, or fails. */
export function expect(tokens: Tokens, kind: string): void {
  if (tokens.kind === kind) advance(tokens)
  else fail(tokens)
}

/** Passes over a token if it is of a kind, and says whether it was. */
export function skip(tokens: Tokens, kind: string): boolean {
  if (tokens.kind !== kind) return false
  advance(tokens)
  return true
}

/** Goes one level down in expressions, and fails where it is too deep; whoever goes down comes up again. */
export function descend(tokens: Tokens): void {
  if (++tokens.nesting > NESTING_LIMIT) fail(tokens)
}

/** Finds where the code of the next line begins, past lines without any. */
function beginLine(tokens: Tokens): void {
  const { text } = tokens
  let column = 0
  let at = tokens.to
  for (;;) {
    const code = text.charCodeAt(at)
    if (code === SPACE) column++
    else if (code === TAB) column = (Math.floor(column / TAB_WIDTH) + 1) * TAB_WIDTH
    else if (code === FORM_FEED) column = 0
    else if (isLineEnd(code)) column = 0
    else if (code === HASH) {
      at = endOfComment(text, at)
      continue
    } else break
    at++
  }
  tokens.to = at
  tokens.column = at < text.length ? column : 0
}

/** Opens a block, closes one, or reads the first token of a line in the same one. */
function indentation(tokens: Tokens): void {
  const { columns, column } = tokens
  const current = columns.at(-1) ?? 0
  if (column === current) token(tokens)
  else if (column > current) {
    columns.push(column)
    tokens.kind = 'indent'
    if (columns.length > BLOCK_LIMIT) fail(tokens)
  } else {
    columns.pop()
    tokens.kind = 'dedent'
    if (column > (columns.at(-1) ?? 0)) fail(tokens)
  }
}

/** Reads a token of a line, or its end. */
function token(tokens: Tokens): void {
  const { text, depth } = tokens
  let at = tokens.to
  let code = text.charCodeAt(at)
  for (;;) {
    if (code === SPACE || code === TAB || code === FORM_FEED) at++
    else if (isLineEnd(code)) {
      if (depth === 0) return place(tokens, 'newline', at, at)
      at++
    } else if (code === HASH) at = endOfComment(text, at)
    else if (code === BACKSLASH && isLineEnd(text.charCodeAt(at + 1))) at = afterLineEnd(text, at + 1)
    else break
    code = text.charCodeAt(at)
  }
  if (isNamePart(code)) {
    if (isDigit(code)) number(tokens, at)
    else word(tokens, at)
  } else if (isQuote(code)) string(tokens, at, at)
  else if (at >= text.length) end(tokens)
  else if (code === DOT && isDigit(text.charCodeAt(at + 1))) number(tokens, at)
  else operator(tokens, at)
}

function end(tokens: Tokens): void {
  const isAtLineStart = tokens.kind === 'newline' || tokens.kind === 'dedent'
  place(tokens, isAtLineStart ? 'end' : 'newline', tokens.text.length, tokens.text.length)
  if (tokens.depth > 0) fail(tokens)
}

function word(tokens: Tokens, from: number): void {
  const { text } = tokens
  let to = from + 1
  while (isNamePart(text.charCodeAt(to))) to++
  if (to - from <= 2 && isQuote(text.charCodeAt(to)) && PREFIX.test(text.slice(from, to)))
    return string(tokens, from, to)
  const name = tokens.own(text.slice(from, to))
  place(tokens, KEYWORDS.get(name) ?? 'name', from, to)
  tokens.name = name
}

function string(tokens: Tokens, from: number, quoteAt: number): void {
  if (FORMATTED.test(tokens.text.slice(from, quoteAt)))
    return place(tokens, 'formatted', from, quoteAt + (isTripled(tokens.text, quoteAt) ? 3 : 1))
  const to = closingOf(tokens.text, quoteAt)
  if (to === undefined) fail(tokens)
  else place(tokens, 'string', from, to)
}

function number(tokens: Tokens, from: number): void {
  NUMBER.lastIndex = from
  NUMBER.test(tokens.text)
  const to = NUMBER.lastIndex
  if (isNamePart(tokens.text.charCodeAt(to))) fail(tokens)
  else place(tokens, 'number', from, to)
}

function operator(tokens: Tokens, from: number): void {
  const found = operatorAt(tokens.text, from)
  if (found === undefined) return fail(tokens)
  const code = tokens.text.charCodeAt(from)
  if (isOpening(code)) tokens.depth++
  else if (isClosing(code) && --tokens.depth < 0) return fail(tokens)
  place(tokens, found, from, from + found.length)
}

function place(tokens: Tokens, kind: string, from: number, to: number): void {
  const { pieces } = tokens
  for (let next = pieces[tokens.piece + 1]; next && next.from <= from; next = pieces[tokens.piece + 1]) {
    tokens.piece++
    tokens.shift = next.at - next.from
  }
  tokens.kind = kind
  tokens.from = from
  tokens.to = to
  tokens.at = from + tokens.shift
  tokens.end = to + tokens.shift
}

function endOfComment(text: string, at: number): number {
  let to = at
  while (to < text.length && !isLineEnd(text.charCodeAt(to))) to++
  return to
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** Names may have letters of any script. */
function isNamePart(code: number): boolean {
  return isWordPart(code) || code > 0x7f
}
