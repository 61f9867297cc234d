import type { Tree } from 'web-tree-sitter'
import type { PythonGrammar } from './grammar.ts'

/** Longest time that one file may take to parse, in milliseconds; only input made to be slow comes near it. */
const PARSE_TIME_LIMIT = 4_000

/** Parses Python text; undefined when the time limit was reached. The caller deletes the tree. */
export type ParsePython = (text: string) => Tree | undefined

/** Loads a grammar. What it takes in memory stays taken, so that a process loads it once. */
export async function pythonParser({ grammar, runtime }: PythonGrammar): Promise<ParsePython> {
  const { Language, Parser } = await import('web-tree-sitter')
  await Parser.init(runtime && { wasmBinary: runtime })
  const parser = new Parser()
  parser.setLanguage(await Language.load(grammar))
  return (text) => {
    const deadline = performance.now() + PARSE_TIME_LIMIT
    const tree = parser.parse(text, null, { progressCallback: () => performance.now() > deadline })
    if (!tree) parser.reset()
    return tree ?? undefined
  }
}
