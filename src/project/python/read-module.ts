import type { Tree } from 'web-tree-sitter'
import type { Unread } from '../../report/report.ts'
import { positionAt, type TextFile } from '../text-file.ts'
import { importsIn } from './blocks.ts'
import { importedByName } from './by-name.ts'
import { formattedSpans } from './formatted-spans.ts'
import { syntaxNode } from './lower/node.ts'
import { lowerBlock } from './lower/statement.ts'
import { marksIn } from './marks.ts'
import { moduleName, type PythonCode, type PythonModule } from './module.ts'
import { hashOf } from './name-set.ts'
import type { NotebookLine } from './notebook-line.ts'
import { type CellCommand, type NotebookCode, readNotebook } from './notebook.ts'
import { type OwnText, ownTexts } from './owned.ts'
import { type Parsed, parseModule } from './parse/parse.ts'
import type { ParsePython } from './parser.ts'
import { NOTHING_MATTERS, type Relevance } from './relevance.ts'
import { type Skimmed, skim, unskimmed } from './skim/skim.ts'
import { inFile, type Piece, type Source } from './source.ts'
import { holdsTests, isMadeUp, onlyDefines, trialLineOf } from './trial.ts'
import { NO_WORDS } from './words.ts'

/** Largest Python file that is parsed, in UTF-16 units; larger ones are generated tables. */
const PYTHON_SIZE_LIMIT = 2_000_000

/** What a Python file or notebook comes to. All of it is plain data, and of the text it keeps what is needed to show places. */
export interface ReadModule {
  readonly code?: PythonCode
  readonly commands: readonly CellCommand[]
  readonly unread: readonly Unread[]
}

/**
 * Reads a Python file or notebook, leaving out what cannot matter (nothing is left out without a relevance). Of a module in
 * which nothing matters only the imports are kept.
 * @param own shares the names that modules have in common, when it is given for several
 * @param received names that it imports from modules which hand on values under them
 */
export function readModule(
  file: TextFile,
  parse: ParsePython,
  relevance: Relevance | undefined,
  received: ReadonlySet<string> = NO_NAMES,
  own: OwnText = ownTexts(),
): ReadModule {
  if (!file.path.endsWith('.ipynb'))
    return { commands: [], ...readCode(file, undefined, parse, relevance, received, own) }
  const notebook = readNotebook(file)
  if ('reason' in notebook) return { commands: [], unread: [{ file: file.path, reason: notebook.reason }] }
  const { code, unread } = readCode(notebook.code, notebook, parse, relevance, received, own)
  const broken =
    notebook.brokenAt === undefined
      ? []
      : [{ file: file.path, line: notebook.brokenAt + 1, reason: 'not valid JSON here; what could be read was' }]
  return { ...(code ? { code } : {}), commands: notebook.commands, unread: [...broken, ...unread] }
}

function readCode(
  code: TextFile,
  notebook: NotebookCode | undefined,
  parse: ParsePython,
  relevance: Relevance | undefined,
  received: ReadonlySet<string>,
  own: OwnText,
): Pick<ReadModule, 'code' | 'unread'> {
  const { path } = code
  const text = withLineFeeds(code.text)
  const isTooLarge = text.length > PYTHON_SIZE_LIMIT
  const skimmed = isTooLarge ? NOTHING_READ : skimmedBy(text, relevance, received)
  const wellFormed = isTooLarge ? undefined : parseModule(skimmed.text, skimmed.pieces, own)
  if (wellFormed) return { code: codeOf(wellFormed, moduleOf(code, skimmed, notebook, received)), unread: [] }
  const tree = isTooLarge ? undefined : parse(skimmed.text)
  if (!tree) {
    const reason = isTooLarge ? `larger than ${PYTHON_SIZE_LIMIT} characters` : 'parsing took too long'
    return {
      code: { module: moduleOf(code, skimmed, notebook, received), body: [], imports: [] },
      unread: [{ file: path, reason }],
    }
  }
  try {
    const { pieces } = skimmed
    const body = lowerBlock(syntaxNode(tree.rootNode, { text: skimmed.text, pieces, own, depth: 0 }))
    const unread = !skimmed.outline ? brokenLines(tree, pieces, code, notebook) : []
    const parsed = { body, formatted: formattedSpans(body), imports: importsIn(body) }
    return { code: codeOf(parsed, moduleOf(code, skimmed, notebook, received)), unread }
  } finally {
    tree.delete()
  }
}

function codeOf({ body, formatted, imports }: Parsed, module: PythonModule): PythonCode {
  return { module: { ...module, marks: marksIn(body), formatted }, body, imports }
}

const NO_NAMES: ReadonlySet<string> = new Set()

function skimmedBy(text: string, relevance: Relevance | undefined, received: ReadonlySet<string>): Skimmed {
  if (!relevance || relevance.isNotedOnly) return unskimmed(text, relevance ?? NOTHING_MATTERS)
  return skim(text, relevance, new Set([...received].map(hashOf)))
}

const NOTHING_READ: Skimmed = { text: '', pieces: [], words: NO_WORDS }

function moduleOf(
  code: TextFile,
  skimmed: Skimmed,
  notebook: NotebookCode | undefined,
  received: ReadonlySet<string>,
): PythonModule {
  const { path, text } = code
  const byName = importedByName(text)
  const tests = holdsTests(path, text)
  const { words, outline, handed } = skimmed
  return {
    path,
    ...moduleName(path),
    notebook: notebook !== undefined,
    source: outline ? { path, text: '', lines: NO_LINES, pieces: [] } : sourceOf(path, skimmed, notebook),
    words: words ?? NO_WORDS,
    ...(outline ? { outline } : {}),
    ...scriptOf(code),
    ...(tests === undefined ? {} : { tests }),
    ...(byName ? { byName } : {}),
    // A package's own file is where others take what it has imported.
    hands: [...(handed ?? []), ...(path.endsWith('__init__.py') ? received : [])],
    marks: { whole: [], tests: [] },
    formatted: [],
  }
}

function sourceOf(path: string, { text, pieces }: Skimmed, notebook: NotebookCode | undefined): Source {
  return {
    path,
    text,
    lines: startsOfLines(text),
    pieces,
    ...(notebook ? { cells: keptCells(text, pieces, notebook) } : {}),
  }
}

const NO_LINES = new Int32Array()

function startsOfLines(text: string): Int32Array {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return Int32Array.from(starts)
}

/** Where the kept lines of a notebook stand. */
function keptCells(text: string, pieces: readonly Piece[], notebook: NotebookCode): ReadonlyMap<number, NotebookLine> {
  const cells = new Map<number, NotebookLine>()
  for (const [index, piece] of pieces.entries()) {
    const kept = text.slice(piece.from, pieces[index + 1]?.from)
    const count = kept.split('\n').length
    for (let line = piece.line; line < piece.line + count; line++) {
      const cell = notebook.lineAt(line)
      if (cell) cells.set(line, cell)
    }
  }
  return cells
}

/** To Python a lone CR ends a line, to its grammar it is white space. */
function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text
}

/** Whether a file says what to do when it is run, and where. */
function scriptOf(
  code: TextFile,
): Pick<PythonModule, 'script' | 'scriptLine' | 'trialLine' | 'madeUp' | 'definesOnly'> {
  const script = code.text.includes('__main__')
  const at = script ? code.text.search(/__name__[^\n]{0,9}__main__/) : -1
  if (at < 0) return { script, ...(!script && onlyDefines(code.text) ? { definesOnly: true } : {}) }
  const scriptLine = positionAt(code, at).line
  const trialLine = trialLineOf(code.text, scriptLine)
  if (trialLine === undefined) return { script, scriptLine }
  return { script, scriptLine, trialLine, ...(isMadeUp(code.text, trialLine) ? { madeUp: true } : {}) }
}

/** The first place that did not parse; the rest of the file was read. Notebooks count in joined lines, so no line is given. */
function brokenLines(
  tree: Tree,
  pieces: readonly Piece[],
  code: TextFile,
  notebook: NotebookCode | undefined,
): Unread[] {
  if (!tree.rootNode.hasError) return []
  const [first] = tree.rootNode.descendantsOfType('ERROR')
  if (!first) return []
  const line = notebook ? {} : { line: positionAt(code, inFile(pieces, first.startIndex)).line }
  return [{ file: code.path, ...line, reason: 'not valid Python here; the rest of the file was read' }]
}
