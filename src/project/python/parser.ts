import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Tree } from 'web-tree-sitter'

/** Longest time that one file may take to parse, in milliseconds; only input made to be slow comes near it. */
const PARSE_TIME_LIMIT = 4_000

/** Parses Python text; undefined when the time limit was reached. The caller deletes the tree. */
export type ParsePython = (text: string) => Tree | undefined

let loading: Promise<ParsePython> | undefined

/** Loads the grammar once for the process. */
export function pythonParser(): Promise<ParsePython> {
  loading ??= load()
  return loading
}

async function load(): Promise<ParsePython> {
  const { Language, Parser } = await import('web-tree-sitter')
  await Parser.init()
  const parser = new Parser()
  parser.setLanguage(await Language.load(await grammar()))
  return (text) => {
    const deadline = performance.now() + PARSE_TIME_LIMIT
    const tree = parser.parse(text, null, { progressCallback: () => performance.now() > deadline })
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
