/**
 * A first, quick look at Python text that leaves out what cannot matter: most code never speaks of devices, precision or
 * the platform, and parsing is most of an audit's work. It knows strings, comments, brackets, lines and indentation and
 * nothing else; the grammar does the reading of what is left.
 *
 * Left out are functions without a strong word, and statements and whole blocks without any word of interest. Where
 * something was left out, a `pass` keeps the block around it whole. Imports always stay: by them it is told which modules
 * a Mac comes to.
 */
import { boundNames, mentions } from './bound-names.ts'
import type { Piece } from './piece.ts'
import { isNamePart, type Relevance, UNDERSCORE, weigh } from './relevance.ts'

export interface Skimmed {
  /** What is left, to be parsed. */
  readonly text: string
  /** Where the pieces of it stand in the file. */
  readonly pieces: readonly Piece[]
  /** Set when nothing in the file matters but what it imports. */
  readonly outline?: true
}

/** A line of code, with the lines that brackets, strings or backslashes add to it. */
interface LogicalLine {
  /** Where its first physical line begins, and where its code does. */
  readonly lineAt: number
  readonly at: number
  readonly indent: number
  readonly kind: Kind
  /** Whether a word of interest, and whether a strong one stands in it; known once its end is reached. */
  interest: boolean
  strong: boolean
}

/** What a line begins: `part` goes on with a statement that has begun (`else:`). */
type Kind = 'simple' | 'flow' | 'return' | 'import' | 'function' | 'class' | 'block' | 'part' | 'decorator'

const HEADS: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:async\s+)?def\b/, 'function'],
  [/^class\b/, 'class'],
  [/^(?:async|if|for|while|try|with|match)\b/, 'block'],
  [/^(?:elif|else|except|finally|case)\b/, 'part'],
  [/^return\b/, 'return'],
  [/^(?:import|from)\b/, 'import'],
  [/^(?:raise|break|continue|global|nonlocal|pass)\b/, 'flow'],
  [/^@/, 'decorator'],
]

function kindOf(head: string): Kind {
  return HEADS.find(([pattern]) => pattern.test(head))?.[1] ?? 'simple'
}

/** Lines of a function up to which it counts as short. */
const SHORT_FUNCTION = 4

/** Skims a text. When no word in it is strong, an outline is left: the imports, as if all stood at the top level. */
export function skim(text: string, relevance: Relevance): Skimmed {
  const lines = logicalLines(text, relevance)
  if (!lines.some(({ strong }) => strong)) return outline(text, lines)
  noteUses(text, lines)
  return kept(text, lines)
}

function outline(text: string, lines: readonly LogicalLine[]): Skimmed {
  const pieces: Piece[] = []
  let left = ''
  for (const [index, { kind, at }] of lines.entries()) {
    if (kind !== 'import') continue
    pieces.push({ from: left.length, at })
    left += `${text.slice(at, lines[index + 1]?.lineAt ?? text.length).trimEnd()}\n`
  }
  return { text: left, pieces, outline: true }
}

function logicalLines(text: string, relevance: Relevance): LogicalLine[] {
  const lines: LogicalLine[] = []
  let line: LogicalLine | undefined
  let depth = 0
  let at = 0
  let lineAt = 0
  let fresh = true
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === 0x0a) {
      fresh = depth === 0 && text.charCodeAt(at - 1) !== 0x5c
      lineAt = ++at
    } else if (code === 0x20 || code === 0x09 || code === 0x0d) at++
    else if (code === 0x23) at = endOfLine(text, at)
    else {
      if (fresh) {
        line = {
          lineAt,
          at,
          indent: at - lineAt,
          kind: kindOf(text.slice(at, at + 12)),
          interest: false,
          strong: false,
        }
        lines.push(line)
      }
      fresh = false
      if (code === 0x22 || code === 0x27) at = string(at, code)
      else if (isNamePart(code)) at = name(at)
      else {
        if (code === 0x28 || code === 0x5b || code === 0x7b) depth++
        else if ((code === 0x29 || code === 0x5d || code === 0x7d) && depth > 0) depth--
        at++
      }
    }
  }
  return lines

  /** Passes over a string; words in a string of one line count, in longer ones they are prose. */
  function string(start: number, quote: number): number {
    if (text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote) {
      const end = text.indexOf(text.slice(start, start + 3), start + 3)
      return end < 0 ? text.length : end + 3
    }
    let position = start + 1
    while (position < text.length) {
      const code = text.charCodeAt(position)
      if (code === quote) return position + 1
      if (code === 0x0a) return position
      if (code === 0x5c) position += 2
      else position = isNamePart(code) ? name(position) : position + 1
    }
    return position
  }

  /** Passes over a name, weighing it and its parts between underscores. */
  function name(start: number): number {
    let hash = 0
    let partHash = 0
    let partAt = start
    let position = start
    let weight = 0
    for (; position < text.length; position++) {
      const code = text.charCodeAt(position)
      if (!isNamePart(code)) break
      hash = (hash * 31 + code) | 0
      if (code === UNDERSCORE) {
        if (position > partAt) weight = Math.max(weight, weigh(relevance, text, partAt, position, partHash))
        partAt = position + 1
        partHash = 0
      } else partHash = (partHash * 31 + code) | 0
    }
    if (partAt > start && position > partAt)
      weight = Math.max(weight, weigh(relevance, text, partAt, position, partHash))
    weight = Math.max(weight, weigh(relevance, text, start, position, hash))
    if (line && weight > 0) line.interest = true
    if (line && weight > 1) line.strong = true
    return position
  }
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** Lines that use what lines with a strong word have named are of interest too: `wait()` after `synchronize as wait`. */
function noteUses(text: string, lines: readonly LogicalLine[]): void {
  const textOf = (index: number): string => text.slice(lines[index]?.at, lines[index + 1]?.lineAt ?? text.length)
  const names = new Set<string>()
  for (const [index, line] of lines.entries()) {
    if (line.strong) for (const name of boundNames(textOf(index))) names.add(name)
    const speaks = line.kind === 'function' && quietTo(lines, endOfBlock(lines, index), index, matters) < 0
    const name = speaks ? /\bdef\s+(\w+)/.exec(textOf(index))?.[1] : undefined
    if (name) names.add(name)
  }
  if (names.size === 0) return
  for (const [index, line] of lines.entries()) line.interest ||= mentions(textOf(index), names)
}

/** Joins the lines that are kept; a run of statements of one block that are not becomes a single `pass`. */
function kept(text: string, lines: readonly LogicalLine[]): Skimmed {
  const pieces: Piece[] = []
  const parts: string[] = []
  let length = 0
  let passIndent = -1
  const add = (part: string, at: number): void => {
    pieces.push({ from: length, at })
    parts.push(part)
    length += part.length
  }
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]
    if (!line) continue
    const last = lastOfStatement(lines, index)
    if (last >= index) {
      if (passIndent !== line.indent) add(`${text.slice(line.lineAt, line.at)}pass\n`, line.lineAt)
      passIndent = line.indent
      index = last
      continue
    }
    passIndent = -1
    add(text.slice(line.lineAt, lines[index + 1]?.lineAt ?? text.length), line.lineAt)
  }
  return { text: parts.join(''), pieces }
}

/** The index of the last line of the statement that begins at a line, if it can be left out; -1 if it cannot. */
function lastOfStatement(lines: readonly LogicalLine[], first: number): number {
  const line = lines[first]
  if (!line) return -1
  switch (line.kind) {
    case 'simple':
      return line.interest ? -1 : first
    case 'function':
      // A decorator that stays needs the function beneath it.
      return lines[first - 1]?.kind === 'decorator' ? -1 : lastOfFunction(lines, first)
    case 'block':
      return quietTo(
        lines,
        endOfBlock(lines, first),
        first,
        ({ interest, kind }) => interest || kind === 'function' || kind === 'return',
      )
    case 'decorator': {
      let target = first
      while (lines[target]?.kind === 'decorator' && !lines[target]?.interest) target++
      return lines[target]?.kind === 'function' ? lastOfFunction(lines, target) : -1
    }
    case 'class':
    case 'part':
    case 'flow':
    case 'return':
    case 'import':
      return -1
  }
}

function lastOfFunction(lines: readonly LogicalLine[], first: number): number {
  // What is defined inside a function may be passed on from there, so its name stays.
  if (enclosing(lines, first)?.kind === 'function') return -1
  return quietTo(lines, endOfBlock(lines, first), first, speaksOf(lines, first))
}

/** The definition that a line stands in. */
function enclosing(lines: readonly LogicalLine[], inner: number): LogicalLine | undefined {
  let indent = lines[inner]?.indent ?? 0
  for (let index = inner - 1; index >= 0 && indent > 0; index--) {
    const line = lines[index]
    if (!line || line.indent >= indent) continue
    if (line.kind === 'function' || line.kind === 'class') return line
    indent = line.indent
  }
  return undefined
}

/** Of a short function every word of interest counts: it may only hand on what others name. */
function speaksOf(lines: readonly LogicalLine[], first: number): (line: LogicalLine) => boolean {
  const isShort = endOfBlock(lines, first) - first <= SHORT_FUNCTION
  return isShort ? ({ interest }) => interest : matters
}

function matters({ strong, kind }: LogicalLine): boolean {
  return strong || kind === 'import'
}

function quietTo(
  lines: readonly LogicalLine[],
  last: number,
  first: number,
  speaks: (line: LogicalLine) => boolean,
): number {
  for (let index = first; index <= last; index++) {
    const line = lines[index]
    if (line && speaks(line)) return -1
  }
  return last
}

/** The index of the last line of a block, with the `else` and the like that belong to it. */
function endOfBlock(lines: readonly LogicalLine[], first: number): number {
  const indent = lines[first]?.indent ?? 0
  let last = first
  for (let next = lines[last + 1]; next; next = lines[last + 1]) {
    if (next.indent < indent || (next.indent === indent && next.kind !== 'part')) break
    last++
  }
  return last
}
