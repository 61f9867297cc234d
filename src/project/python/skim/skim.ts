/**
 * A first, quick look at Python text that leaves out what cannot matter: most code never speaks of devices, precision or
 * the platform, and parsing is most of an audit's work. It knows strings, comments, brackets, lines and indentation and
 * nothing else; the grammar does the reading of what is left.
 *
 * Left out are functions without a strong word, and statements and whole blocks without any word of interest. Where
 * something was left out, a `pass` keeps the block around it whole. Imports always stay: by them it is told which modules
 * a Mac comes to.
 */
import { hasHash } from '../name-set.ts'
import type { Relevance } from '../relevance.ts'
import type { Piece } from '../source.ts'
import type { Words } from '../words.ts'
import { followValues } from './follow-values.ts'
import { type Lines, type LogicalLine, logicalLines } from './lines.ts'
import { lookBack } from './look-back.ts'

export interface Skimmed {
  /** What is left, to be parsed. */
  readonly text: string
  /** Where the pieces of it stand in the file. */
  readonly pieces: readonly Piece[]
  /** What the file says, in what is left and in what is left out; absent where nobody asks for it. */
  readonly words?: Words
  /** Set when nothing in it matters but what it imports. */
  readonly outline?: true
  /** Under which names it hands on values that matter. */
  readonly handed?: readonly string[]
}

/** Lines of a function up to which it counts as short. */
const SHORT_FUNCTION = 4

/**
 * Skims a text. When no word in it is strong, an outline is left: the imports, as if all stood at the top level.
 * @param received hashes of names that the text imports from modules which hand on values under them
 */
export function skim(text: string, relevance: Relevance, received: ReadonlySet<number> = NOTHING): Skimmed {
  const found = logicalLines(text, relevance)
  const handed =
    received.size > 0 || found.lines.some(isStrong) ? followValues(text, found, relevance, received) : undefined
  if (!found.lines.some(isStrong)) {
    const words = relevance.noted.size > 0 ? wordsOf(found) : undefined
    return { ...outline(text, found.lines), outline: true, ...(words && says(words, relevance.noted) ? { words } : {}) }
  }
  lookBack(text, found.lines, relevance)
  return { ...kept(text, found.lines), words: wordsOf(found), ...(handed ? { handed } : {}) }
}

const NOTHING: ReadonlySet<number> = new Set()

/** The whole text, with what it says. */
export function unskimmed(text: string, relevance: Relevance): Skimmed {
  return { text, pieces: [{ from: 0, at: 0, line: 1 }], words: wordsOf(logicalLines(text, relevance)) }
}

function wordsOf({ lines, noted }: Lines): Words {
  const total = noted.count()
  const around = definitionsAround(lines)
  const bodies = lines.flatMap((line, index) => {
    if (line.kind !== 'function') return []
    const after = lines[endOfBlock(lines, index) + 1]
    return {
      at: line.at,
      within: around.get(line)?.at ?? -1,
      first: line.codeNameAt,
      last: after?.codeNameAt ?? total,
    }
  })
  return noted.words(bodies)
}

/** Whether some name is said in code or is a string of its own. */
function says({ code, quoted }: Words, names: ReadonlySet<number>): boolean {
  return [...names].some((name) => hasHash(code, name) || hasHash(quoted, name))
}

function isStrong({ weight }: LogicalLine): boolean {
  return weight > 1
}

function isOfInterest({ weight }: LogicalLine): boolean {
  return weight > 0
}

function matters(line: LogicalLine): boolean {
  return isStrong(line) || line.kind === 'import'
}

function outline(text: string, lines: readonly LogicalLine[]): Skimmed {
  const pieces: Piece[] = []
  const lineAt = lineCounter(text)
  let left = ''
  for (const { kind, at, end } of lines) {
    if (kind !== 'import') continue
    pieces.push({ from: left.length, at, line: lineAt(at) })
    left += `${text.slice(at, end).trimEnd()}\n`
  }
  return { text: left, pieces }
}

/** Joins the lines that are kept; a run of statements of one block that are not becomes a single `pass`. */
function kept(text: string, lines: readonly LogicalLine[]): Skimmed {
  const inner = innerFunctions(lines)
  const pieces: Piece[] = []
  const parts: string[] = []
  const lineAt = lineCounter(text)
  let length = 0
  let passIndent = -1
  const add = (part: string, at: number): void => {
    const before = pieces.at(-1)
    if (!before || before.at + length - before.from !== at) pieces.push({ from: length, at, line: lineAt(at) })
    parts.push(part)
    length += part.length
  }
  const handling = handlers(text)
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]
    if (!line) continue
    const last = lastOfStatement(lines, index, inner, handling(line))
    if (last >= index) {
      if (passIndent !== line.indent) add(`${text.slice(line.lineAt, line.at)}pass\n`, line.lineAt)
      passIndent = line.indent
      index = last
      continue
    }
    passIndent = -1
    add(text.slice(line.lineAt, endOfCode(text, line)), line.lineAt)
  }
  return { text: parts.join(''), pieces }
}

/** The 1-based line of an offset, each asked for after those before it. */
function lineCounter(text: string): (at: number) => number {
  let line = 1
  let next = text.indexOf('\n')
  return (at) => {
    for (; next >= 0 && next < at; next = text.indexOf('\n', next + 1)) line++
    return line
  }
}

/** Where the line of the file on which a line's code ends is over: comments and empty lines after it need no reading. */
function endOfCode(text: string, { codeEnd, end }: LogicalLine): number {
  const lineEnd = text.indexOf('\n', codeEnd)
  return lineEnd < 0 || lineEnd >= end ? end : lineEnd + 1
}

/** Tells of the lines that are kept, one after the other, whether they are in a handler of exceptions. */
function handlers(text: string): (line: LogicalLine) => boolean {
  let outer: number | undefined
  return ({ kind, indent, at }) => {
    if (outer !== undefined && indent <= outer) outer = undefined
    if (kind === 'part' && outer === undefined && text.startsWith('except', at)) outer = indent
    return outer !== undefined
  }
}

/** The index of the last line of the statement that begins at a line, if it can be left out; -1 if it cannot. */
function lastOfStatement(
  lines: readonly LogicalLine[],
  first: number,
  inner: ReadonlySet<LogicalLine>,
  isHandling: boolean,
): number {
  const line = lines[first]
  // A decorator that stays needs what is beneath it.
  if (!line || lines[first - 1]?.kind === 'decorator') return -1
  switch (line.kind) {
    case 'simple':
      return isOfInterest(line) ? -1 : first
    case 'function':
      return lastOfFunction(lines, first, inner)
    case 'block':
      return quietTo(
        lines,
        endOfBlock(lines, first),
        first,
        (part) =>
          isOfInterest(part) ||
          part.kind === 'function' ||
          part.kind === 'return' ||
          // What a handler raises again it does not catch.
          (isHandling && part.kind === 'flow'),
      )
    case 'decorator': {
      let target = first
      for (let next = lines[target]; next?.kind === 'decorator' && !isStrong(next); next = lines[target]) target++
      return lines[target]?.kind === 'function' ? lastOfFunction(lines, target, inner) : -1
    }
    case 'class':
    case 'part':
    case 'flow':
    case 'return':
    case 'import':
      return -1
  }
}

function lastOfFunction(lines: readonly LogicalLine[], first: number, inner: ReadonlySet<LogicalLine>): number {
  const line = lines[first]
  // What is defined inside a function may be passed on from there, so its name stays.
  if (!line || inner.has(line)) return -1
  const last = endOfBlock(lines, first)
  // Of a short function every word of interest counts: it may only hand on what others name.
  return quietTo(lines, last, first, last - first <= SHORT_FUNCTION ? isOfInterest : matters)
}

/** The functions whose innermost definition around them is a function. */
function innerFunctions(lines: readonly LogicalLine[]): ReadonlySet<LogicalLine> {
  const inner = new Set<LogicalLine>()
  for (const [line, outer] of definitionsAround(lines))
    if (line.kind === 'function' && outer.kind === 'function') inner.add(line)
  return inner
}

/** The innermost function or class around each of those that are in one. */
function definitionsAround(lines: readonly LogicalLine[]): ReadonlyMap<LogicalLine, LogicalLine> {
  const found = new Map<LogicalLine, LogicalLine>()
  /** The definitions around the line, outermost first. */
  const around: LogicalLine[] = []
  for (const line of lines) {
    while ((around.at(-1)?.indent ?? -1) >= line.indent) around.pop()
    if (line.kind !== 'function' && line.kind !== 'class') continue
    const outer = around.at(-1)
    if (outer) found.set(line, outer)
    around.push(line)
  }
  return found
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
