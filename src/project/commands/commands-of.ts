import {
  forEachChild,
  parse,
  type Command as ShellCommand,
  type HereDoc,
  type ParseError,
  type SyntaxNode,
} from 'unbash'
import type { Unread } from '../../report/report.ts'
import type { Command } from '../facts.ts'
import { innerScript, readsScript } from './inner-script.ts'
import { placeFrom, placeOf, type Place } from './place.ts'
import { wordsOf, type ShellWord } from './words.ts'

/** Longest shell text that is read: scripts are written by hand, larger ones carry an archive behind them. */
const MAX_CHARACTERS = 300_000
/** Most commands that one text gives; generated job lists repeat one command thousands of times. */
const MAX_COMMANDS = 5_000
/** Most complaints passed on for one text; one misplaced word causes many. */
const MAX_COMPLAINTS = 5
/** How often reading starts again behind a quote that never ends, each time a pass over the rest. */
const MAX_RESTARTS = 20
/** Most here-documents that one line may begin: the parser goes through all that are open at each. */
const MAX_HERE_DOCUMENTS = 50
/** How deep `bash -c "bash -c ..."` and here-documents are followed. */
const MAX_DEPTH = 4
/** How deep substitutions within substitutions are followed, each a pass over its text. */
const MAX_SUBSTITUTIONS = 8
const SUBSTITUTIONS: ReadonlySet<SyntaxNode['type']> = new Set([
  'CommandExpansion',
  'ProcessSubstitution',
  'ArithmeticExpansion',
  'ParameterExpansion',
])

/** The commands of a piece of shell text, and the lines of it that could not be read. */
export interface ShellText {
  readonly commands: readonly Command[]
  readonly unread: readonly Unread[]
}

/**
 * Every simple command of `text`, also those within pipelines, conditions, loops, functions, substitutions,
 * here-documents for a shell and `bash -c` words. A line that is broken is said and the rest still read.
 */
export function commandsOf(text: string, place: Place): ShellText {
  const found: Found = { commands: [], unread: [] }
  collect(text, place, 0, found)
  return found
}

/** The command that is given as words already split (a JSON list), with what a `sh -c` word among them runs. */
export function commandsOfWords(words: readonly string[], place: Place): ShellText {
  const site = place.site(0, 0)
  const found: Found = { commands: [{ words, origin: place.origin, site }], unread: [] }
  const script = innerScript(words)
  if (script) collect(words[script] ?? '', placeOf(place.origin, site), 1, found)
  return found
}

interface Found {
  readonly commands: Command[]
  readonly unread: Unread[]
}

function collect(text: string, place: Place, depth: number, found: Found): void {
  if (text.length > MAX_CHARACTERS) say(found, place, 0, `shell text of more than ${MAX_CHARACTERS} characters`)
  let rest = unixLines(text.slice(0, MAX_CHARACTERS))
  if (opensTooMany(rest)) {
    say(found, place, 0, `a line with more than ${MAX_HERE_DOCUMENTS} here-documents`)
    return
  }
  let offset = 0
  for (let restart = 0; restart <= MAX_RESTARTS; restart += 1) {
    const here = placeFrom(place, offset)
    const open = collectOnce(rest, here, depth, found)
    if (!open) return
    const next = rest.indexOf('\n', open.pos)
    if (next < 0) return
    rest = rest.slice(next + 1)
    offset += next + 1
  }
  say(found, place, offset, 'too many unfinished quotes; the rest was not read')
}

function opensTooMany(text: string): boolean {
  let opened = 0
  let lineEnd = -1
  for (let at = text.indexOf('<<'); at >= 0; at = text.indexOf('<<', at + 2)) {
    if (at > lineEnd) {
      opened = 0
      lineEnd = text.indexOf('\n', at)
      if (lineEnd < 0) lineEnd = text.length
    }
    if (++opened > MAX_HERE_DOCUMENTS) return true
  }
  return false
}

/** Reads `text` as far as it goes, and gives back the quote that never ends, if there is one. */
function collectOnce(text: string, place: Place, depth: number, found: Found): ParseError | undefined {
  try {
    const script = parse(text)
    const errors = script.errors ?? []
    const open = errors.find(isOpenEnded)
    const limit = open ? lineStart(text, open.pos) : text.length
    visit(script, { source: text, limit, place, depth, substitutions: 0, found })
    for (const error of errors) if (!open || error.pos <= open.pos) say(found, place, error.pos, error.message)
    return open
  } catch (error) {
    // Thousands of functions within functions exhaust the parser's stack.
    say(found, place, 0, error instanceof RangeError ? 'nested too deeply' : String(error))
    return undefined
  }
}

/** Line ends as a shell knows them, at the same offsets; a continuation's backslash stays next to its line end. */
function unixLines(text: string): string {
  return text.includes('\r') ? text.replaceAll('\\\r\n', ' \\\n').replaceAll('\r', ' ') : text
}

/** An error after which the parser has taken everything up to the end as one word. */
function isOpenEnded(error: ParseError): boolean {
  return error.message.startsWith('unterminated')
}

interface Visit {
  readonly source: string
  /** Commands that reach past this offset belong to a construct that never ends. */
  readonly limit: number
  readonly place: Place
  readonly depth: number
  readonly substitutions: number
  /** The function that is being read. */
  readonly inFunction?: string
  readonly found: Found
}

function visit(node: SyntaxNode, state: Visit): void {
  if (state.found.commands.length >= MAX_COMMANDS) return
  // Offsets within a substitution by escaped backticks count in a text of its own.
  if (node.type === 'Script' && node.source !== undefined) return
  if (node.type === 'Command' && node.end <= state.limit) take(node, state)
  const substitution = SUBSTITUTIONS.has(node.type)
  if (substitution && state.substitutions >= MAX_SUBSTITUTIONS) return
  const around = node.type === 'Function' ? { ...state, inFunction: node.name.text } : state
  const inner = substitution ? { ...around, substitutions: state.substitutions + 1 } : around
  forEachChild(node, (child) => visit(child, inner))
}

function take(node: ShellCommand, { source, place, depth, inFunction, found }: Visit): void {
  const words = wordsOf(node, source)
  const first = words[0]
  if (first) {
    const end = words.at(-1)?.end ?? node.end
    found.commands.push({
      words: words.map((word) => word.text),
      origin: place.origin,
      ...(inFunction === undefined ? {} : { inFunction }),
      site: place.site(first.at, end),
    })
  }
  if (depth >= MAX_DEPTH) return
  const texts = words.map((word) => word.text)
  const script = words[innerScript(texts) ?? -1]
  if (script) collect(script.text, placeOfWord(script, source, place), depth + 1, found)
  if (node.redirects.length === 0 || !readsScript(texts)) return
  for (const redirect of node.redirects)
    if (redirect.type === 'HereDoc') collectBody(redirect, source, place, depth, found)
}

function collectBody({ body }: HereDoc, source: string, place: Place, depth: number, found: Found): void {
  collect(source.slice(body.pos, body.end), placeFrom(place, body.pos), depth + 1, found)
}

/** Exact where the quotes hold no escapes; else the whole word. */
function placeOfWord(word: ShellWord, source: string, place: Place): Place {
  if (source.slice(word.at + 1, word.end - 1) === word.text) return placeFrom(place, word.at + 1)
  return placeOf(place.origin, place.site(word.at, word.end))
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

function say(found: Found, place: Place, offset: number, reason: string): void {
  if (found.unread.length >= MAX_COMPLAINTS) return
  const site = place.site(offset, offset)
  found.unread.push({ file: site.file, line: site.line, reason: `shell: ${reason}` })
}
