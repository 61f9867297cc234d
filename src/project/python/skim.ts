/**
 * A first, quick look at Python text: which names stand in it, and which function bodies hold none that matter. It knows
 * strings, comments, brackets and indentation and nothing else; the grammar does the reading. Bodies without anything of
 * interest are left out of the parsing, and every position stays true. On large projects that is
 * most of the text, and parsing is most of the work.
 */
import type { Range } from './parser.ts'
import { isNamePart, type Relevance, UNDERSCORE, weigh } from './relevance.ts'

export interface Skimmed {
  /** The text, at its full length, with `pass` at the head of the bodies of uninteresting functions. */
  readonly text: string
  /** What of it to parse. */
  readonly ranges: readonly Range[]
  /** Where words of interest begin, in order. */
  readonly places: readonly number[]
}

/** Bodies shorter than this are kept, in UTF-16 units: they pass values on, and blanking them saves nothing. */
const SHORT_BODY = 200

interface OpenFunction {
  readonly indent: number
  /** Number of strong words before it. */
  readonly strong: number
  bodyAt: number
}

/** Skims a text; undefined when no word in it is strong. */
export function skim(text: string, relevance: Relevance): Skimmed | undefined {
  const places: number[] = []
  const bodies: Range[] = []
  const open: OpenFunction[] = []
  let strong = 0
  let depth = 0
  let at = 0

  const close = (indent: number, end: number): void => {
    for (let last = open.at(-1); last && last.indent >= indent; last = open.at(-1)) {
      open.pop()
      if (last.bodyAt >= 0 && last.strong === strong && end - last.bodyAt >= SHORT_BODY)
        bodies.push({ at: last.bodyAt, end })
    }
  }
  /** Called at the first character of a line of code that no bracket, string or backslash continues. */
  const beginLine = (lineAt: number): void => {
    const indent = at - lineAt
    close(indent, lineAt)
    const last = open.at(-1)
    if (last && last.bodyAt < 0) last.bodyAt = at
    if (/^(?:async[ \t]+)?def\b/.test(text.slice(at, at + 12))) open.push({ indent, strong, bodyAt: -1 })
  }

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
      if (fresh) beginLine(lineAt)
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
  close(0, text.length)
  return strong === 0 ? undefined : { ...without(text, bodies), places }

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
    let best = 0
    for (; position < text.length; position++) {
      const code = text.charCodeAt(position)
      if (!isNamePart(code)) break
      hash = (hash * 31 + code) | 0
      if (code === UNDERSCORE) {
        if (position > partAt) best = Math.max(best, weigh(relevance, text, partAt, position, partHash))
        partAt = position + 1
        partHash = 0
      } else partHash = (partHash * 31 + code) | 0
    }
    if (partAt > start && position > partAt) best = Math.max(best, weigh(relevance, text, partAt, position, partHash))
    best = Math.max(best, weigh(relevance, text, start, position, hash))
    if (best > 0) places.push(start)
    if (best > 1) strong++
    return position
  }
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** The body of an uninteresting function becomes `pass`, and the rest of it is left out of what is parsed. */
function without(text: string, bodies: readonly Range[]): Pick<Skimmed, 'text' | 'ranges'> {
  const sorted = bodies.toSorted((a, b) => a.at - b.at || b.end - a.end)
  const ranges: Range[] = []
  let result = ''
  let from = 0
  for (const { at, end } of sorted) {
    // Inner functions close first, so an outer body may hold inner ones.
    if (at < from) continue
    result += `${text.slice(from, at)}pass\n${text.slice(at + 5, end)}`
    ranges.push({ at: from, end: at + 5 })
    from = end
  }
  ranges.push({ at: from, end: text.length })
  return { text: result + text.slice(from), ranges }
}
