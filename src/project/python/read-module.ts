import type { Tree } from 'web-tree-sitter'
import type { Unread } from '../../report/report.ts'
import { positionAt, type TextFile } from '../text-file.ts'
import { importedByName } from './by-name.ts'
import { syntaxNode } from './lower/node.ts'
import { withSource } from './lower/place.ts'
import { lowerBlock } from './lower/statement.ts'
import { moduleName, type PythonModule } from './module.ts'
import { type CellCommand, readNotebook } from './notebook.ts'
import { narrow } from './narrow.ts'
import type { ParsePython } from './parser.ts'
import { inFile, type Piece } from './piece.ts'
import type { Relevance } from './relevance.ts'
import { type Skimmed, skim } from './skim/skim.ts'

/** Largest Python file that is parsed, in UTF-16 units; larger ones are generated tables. */
const PYTHON_SIZE_LIMIT = 2_000_000

export interface ReadModule {
  readonly module?: PythonModule
  readonly commands: readonly CellCommand[]
  readonly unread: readonly Unread[]
}

/**
 * Reads a Python file or notebook, leaving out what cannot matter (nothing is left out without a relevance). A module of
 * which nothing matters keeps no text.
 */
export function readModule(file: TextFile, parse: ParsePython, relevance: Relevance | undefined): ReadModule {
  if (!file.path.endsWith('.ipynb')) return { commands: [], ...parsed(file, file, parse, relevance) }
  const read = readNotebook(file)
  if ('reason' in read) return { commands: [], unread: [{ file: file.path, reason: read.reason }] }
  const result = parsed(read.code, file, parse, relevance)
  const module = result.module ? { ...result.module, notebook: read.notebook } : undefined
  const broken =
    read.brokenAt === undefined
      ? []
      : [{ file: file.path, line: read.brokenAt + 1, reason: 'not valid JSON here; what could be read was' }]
  return { ...(module ? { module } : {}), commands: read.commands, unread: [...broken, ...result.unread] }
}

function parsed(
  code: TextFile,
  file: TextFile,
  parse: ParsePython,
  relevance: Relevance | undefined,
): Pick<ReadModule, 'module' | 'unread'> {
  const byName = importedByName(code.text)
  const named = { file: code, ...moduleName(code.path), ...scriptOf(code), ...(byName ? { byName } : {}) }
  if (code.text.length > PYTHON_SIZE_LIMIT) {
    return {
      module: { ...named, body: [] },
      unread: [{ file: file.path, reason: `larger than ${PYTHON_SIZE_LIMIT} characters` }],
    }
  }
  const text = withLineFeeds(code.text)
  const skimmed: Skimmed = relevance ? skim(text, relevance) : { text, pieces: [] }
  const tree = parse(skimmed.text)
  if (!tree) return { module: { ...named, body: [] }, unread: [{ file: file.path, reason: 'parsing took too long' }] }
  try {
    const body = withSource(skimmed, () => lowerBlock(syntaxNode(tree.rootNode)))
    if (skimmed.outline) {
      return { module: { ...named, file: { path: code.path, text: '' }, outline: true, body }, unread: [] }
    }
    const calls = skimmed.calls ? { calls: skimmed.calls } : {}
    const held = { path: code.path, text: narrow(code.text, skimmed.text) }
    return {
      module: { ...named, file: held, body, ...calls },
      unread: brokenLines(tree, skimmed.pieces, code, file),
    }
  } finally {
    tree.delete()
  }
}

/** To Python a lone CR ends a line, to its grammar it is white space. */
function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text
}

/** Whether a file says what to do when it is run, and where. */
function scriptOf(code: TextFile): Pick<PythonModule, 'script' | 'scriptLine'> {
  const script = code.text.includes('__main__')
  const at = script ? code.text.search(/__name__[^\n]{0,9}__main__/) : -1
  return at < 0 ? { script } : { script, scriptLine: positionAt(code, at).line }
}

/** The first place that did not parse; the rest of the file was read. Notebooks count in joined lines, so no line is given. */
function brokenLines(tree: Tree, pieces: readonly Piece[], code: TextFile, file: TextFile): Unread[] {
  if (!tree.rootNode.hasError) return []
  const [first] = tree.rootNode.descendantsOfType('ERROR')
  if (!first) return []
  const line = code === file ? { line: positionAt(code, inFile(pieces, first.startIndex)).line } : {}
  return [{ file: file.path, ...line, reason: 'not valid Python here; the rest of the file was read' }]
}
