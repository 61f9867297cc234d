import { HASH_START, hashOfCall, hashWith } from '../name-set.ts'
import { type Relevance, type Weight, weigh } from '../relevance.ts'
import {
  afterLineEnd,
  BACKSLASH,
  BYTE_ORDER_MARK,
  FORM_FEED,
  HASH,
  isClosing,
  isLineEnd,
  isOpening,
  isQuote,
  isWordPart,
  OPENING,
  SPACE,
  STAR,
  TAB,
  UNDERSCORE,
} from './characters.ts'
import { type Kind, kindAt } from './kind.ts'
import { type Names, namesOf } from './names.ts'
import { endOfString, isTripled } from './string-end.ts'

/** A line of code, with the lines that brackets, strings and backslashes add to it. */
export interface LogicalLine {
  /** Where its first line of the file begins, and where its code does. */
  readonly lineAt: number
  readonly at: number
  /** Where its code ends. */
  codeEnd: number
  /** Where the next begins; comments and empty lines between the two belong to this one. */
  end: number
  /** Columns before its code. */
  readonly indent: number
  readonly kind: Kind
  /** The greatest weight of its words. */
  weight: Weight
  /** Where its names begin in `Lines.names`. */
  readonly nameAt: number
  /** How many names in code were noted before it. */
  readonly codeNameAt: number
}

export interface Lines {
  readonly lines: readonly LogicalLine[]
  /** The hashes of the names in the code, in their order, of a name that is called that of the call too. */
  readonly names: Int32Array
  /** What it names, for those who ask. */
  readonly noted: Names
}

/** Room for names at first; of longer texts every eighth character begins one, more or less. */
const LEAST_ROOM = 256

/** A tab leads to the next multiple of it, as in Python. */
const TAB_WIDTH = 8

/** What cannot stand at the beginning of a line in brackets: the bracket before it was never closed. */
const BEGINS_STATEMENT =
  /(?:def|class|return|import|while|try|with|raise|assert|del|pass|break|continue|global|nonlocal|except|finally|elif)\b/y

/**
 * Takes a text apart into lines. It knows strings, comments, brackets and indentation and nothing else: it goes through
 * all Python code of a project, a character at a time.
 */
export function logicalLines(text: string, relevance: Relevance): Lines {
  const lines: LogicalLine[] = []
  const noted = namesOf(text)
  const { operators } = relevance.words
  let line: LogicalLine | undefined
  let names = 0
  let room = new Int32Array(LEAST_ROOM + (text.length >> 3))
  let depth = 0
  let lineAt = 0
  let indent = 0
  /** Whether nothing but white space has been seen in this line of the file, and whether the line of code before it is over. */
  let fresh = true
  let begins = true
  let at = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === SPACE) {
      indent++
      at++
    } else if (isLineEnd(code)) {
      begins = depth === 0
      fresh = true
      indent = 0
      at = afterLineEnd(text, at)
      lineAt = at
    } else if (code === TAB || code === FORM_FEED) {
      indent = code === TAB ? (Math.floor(indent / TAB_WIDTH) + 1) * TAB_WIDTH : 0
      at++
    } else if (code === HASH) at = endOfComment(text, at)
    else if (code === BACKSLASH && isLineEnd(text.charCodeAt(at + 1))) {
      at = afterLineEnd(text, at + 1)
      fresh &&= begins
    } else {
      if (fresh && (begins || (indent <= (line?.indent ?? 0) && beginsStatement(text, at)))) beginLine()
      fresh = false
      begins = false
      if (isWordPart(code)) at = name(at, -1, -1)
      else if (isQuote(code)) at = string(at)
      else {
        if (isOpening(code)) {
          depth++
          noted.opened(at)
        } else if (isClosing(code)) {
          if (depth > 0) depth--
          noted.closed()
        } else if (text.charCodeAt(at + 1) === code) doubled(code, at)
        at++
      }
      if (line) line.codeEnd = at
    }
  }
  return { lines, names: room.subarray(0, names), noted }

  function beginLine(): void {
    if (line) line.end = lineAt
    line = {
      lineAt,
      at,
      codeEnd: at,
      end: text.length,
      indent,
      kind: kindAt(text, at),
      weight: 0,
      nameAt: names,
      codeNameAt: noted.count(),
    }
    lines.push(line)
    noted.begun()
    depth = 0
  }

  /** Two of the same character, which may be an operator that matters. */
  function doubled(code: number, start: number): void {
    if (code === STAR) noted.starred(start)
    else if (operators.size > 0 && line?.weight === 0 && operators.has(text.slice(start, start + 2))) line.weight = 1
  }

  /** Passes over a string; words in a string of one line count, in longer ones they are prose. */
  function string(quoteAt: number): number {
    const end = endOfString(text, quoteAt)
    if (isTripled(text, quoteAt)) return end
    for (let position = quoteAt + 1; position < end;) {
      const code = text.charCodeAt(position)
      if (code === BACKSLASH) position += 2
      else position = isWordPart(code) ? name(position, quoteAt, end) : position + 1
    }
    return end
  }

  /** Passes over a name, noting it, and weighing it and its parts between underscores; `quoteAt` is negative outside strings. */
  function name(start: number, quoteAt: number, stringEnd: number): number {
    let position = start
    let hash = HASH_START
    let partHash = HASH_START
    let partAt = start
    let weight: Weight = 0
    for (let code = text.charCodeAt(start); isWordPart(code); code = text.charCodeAt(++position)) {
      hash = hashWith(hash, code)
      if (code !== UNDERSCORE) partHash = hashWith(partHash, code)
      else {
        if (position > partAt) weight = heavier(weight, partAt, position, partHash)
        partAt = position + 1
        partHash = HASH_START
      }
    }
    if (partAt > start && position > partAt) weight = heavier(weight, partAt, position, partHash)
    weight = heavier(weight, start, position, hash)
    if (line && weight > line.weight) line.weight = weight
    if (names + 1 >= room.length) room = enlarged(room)
    room[names++] = hash
    if (quoteAt < 0 && text.charCodeAt(position) === OPENING) room[names++] = hashOfCall(hash)
    if (quoteAt < 0) noted.inCode(start, position, hash, line)
    else noted.inString(start, position, hash, quoteAt, stringEnd)
    return position
  }

  function heavier(before: Weight, start: number, end: number, hash: number): Weight {
    const weight = weigh(relevance, text, start, end, hash)
    return weight > before ? weight : before
  }
}

function enlarged(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}

function endOfComment(text: string, at: number): number {
  let end = at
  while (end < text.length && !isLineEnd(text.charCodeAt(end))) end++
  return end
}

function beginsStatement(text: string, at: number): boolean {
  BEGINS_STATEMENT.lastIndex = at
  return BEGINS_STATEMENT.test(text)
}
