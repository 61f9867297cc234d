import type { Tree } from 'web-tree-sitter'
import type { Unread } from '../../report/report.ts'
import { positionAt, type TextFile } from '../text-file.ts'
import { lowerBlock } from './lower/statement.ts'
import { moduleName, type PythonModule } from './module.ts'
import { type CellCommand, readNotebook } from './notebook.ts'
import type { ParsePython } from './parser.ts'

/** Largest Python file that is parsed, in UTF-16 units; larger ones are generated tables. */
const PYTHON_SIZE_LIMIT = 2_000_000

export interface ReadModule {
  readonly module?: PythonModule
  readonly commands: readonly CellCommand[]
  readonly unread: readonly Unread[]
}

/**
 * Reads a Python file or notebook. Function bodies without any of the relevant words are left out.
 * @param relevant global regular expression of the words that matter to the rules
 */
export function readModule(file: TextFile, parse: ParsePython, relevant: RegExp): ReadModule {
  if (!file.path.endsWith('.ipynb')) return { commands: [], ...parsed(file, file, parse, relevant) }
  const read = readNotebook(file)
  if ('reason' in read) return { commands: [], unread: [{ file: file.path, reason: read.reason }] }
  const result = parsed(read.code, file, parse, relevant)
  const module = result.module ? { ...result.module, notebook: read.notebook } : undefined
  return { ...(module ? { module } : {}), commands: read.commands, unread: result.unread }
}

function parsed(
  code: TextFile,
  file: TextFile,
  parse: ParsePython,
  relevant: RegExp,
): Pick<ReadModule, 'module' | 'unread'> {
  const named = { file: code, ...moduleName(code.path) }
  if (code.text.length > PYTHON_SIZE_LIMIT) {
    return { module: { ...named, body: [] }, unread: [{ file: file.path, reason: `larger than ${PYTHON_SIZE_LIMIT} characters` }] }
  }
  const words = [...code.text.matchAll(relevant)].map((match) => match.index)
  if (words.length === 0) return { module: { ...named, body: [] }, unread: [] }
  const tree = parse(code.text)
  if (!tree) return { module: { ...named, body: [] }, unread: [{ file: file.path, reason: 'parsing took too long' }] }
  try {
    const body = lowerBlock(tree.rootNode, (start, end) => holdsOne(words, start, end))
    return { module: { ...named, body }, unread: brokenLines(tree, code, file) }
  } finally {
    tree.delete()
  }
}

/** Whether a sorted list has a number in `[start, end)`. */
function holdsOne(sorted: readonly number[], start: number, end: number): boolean {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < start) low = middle + 1
    else high = middle
  }
  return (sorted[low] ?? Infinity) < end
}

/** The first place that did not parse; the rest of the file was read. Notebooks count in joined lines, so no line is given. */
function brokenLines(tree: Tree, code: TextFile, file: TextFile): Unread[] {
  if (!tree.rootNode.hasError) return []
  const [first] = tree.rootNode.descendantsOfType('ERROR')
  if (!first) return []
  const line = code === file ? { line: positionAt(code, first.startIndex).line } : {}
  return [{ file: file.path, ...line, reason: 'not valid Python here; the rest of the file was read' }]
}
