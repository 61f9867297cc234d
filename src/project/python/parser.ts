import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Language, Parser, type Tree } from 'web-tree-sitter'

/** Longest time that one file may take to parse, in milliseconds; only input made to be slow comes near it. */
const PARSE_TIME_LIMIT = 4_000

/** A half-open range of UTF-16 offsets. */
export interface Range {
  readonly at: number
  readonly end: number
}

/** Parses Python text, or ranges of it; undefined when the time limit was reached. The caller deletes the tree. */
export type ParsePython = (text: string, ranges?: readonly Range[]) => Tree | undefined

let loading: Promise<ParsePython> | undefined

/** Loads the grammar once for the process. */
export function pythonParser(): Promise<ParsePython> {
  loading ??= load()
  return loading
}

/** Rows and columns are not asked for, offsets say it all. */
const NOWHERE = { startPosition: { row: 0, column: 0 }, endPosition: { row: 0, column: 0 } }

async function load(): Promise<ParsePython> {
  await Parser.init()
  const parser = new Parser()
  parser.setLanguage(await Language.load(await grammar()))
  return (text, ranges = []) => {
    const deadline = performance.now() + PARSE_TIME_LIMIT
    const tree = parser.parse(text, null, {
      progressCallback: () => performance.now() > deadline,
      includedRanges: ranges.map(({ at, end }) => ({ ...NOWHERE, startIndex: at, endIndex: end })),
    })
    if (!tree) parser.reset()
    return tree ?? undefined
  }
}

/** The grammar that the build copies beside the code; the development dependency when running from sources. */
async function grammar(): Promise<Uint8Array> {
  try {
    return await readFile(new URL('../../grammars/tree-sitter-python.wasm', import.meta.url))
  } catch {
    return readFile(createRequire(import.meta.url).resolve('tree-sitter-python/tree-sitter-python.wasm'))
  }
}
