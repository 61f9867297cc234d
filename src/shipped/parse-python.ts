import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type ParsePython, pythonParser } from '../project/python/parser.ts'

/** The grammar that the build copies beside the code; the development dependency when running from sources. */
async function grammar(): Promise<Uint8Array> {
  try {
    return await readFile(new URL('../grammars/tree-sitter-python.wasm', import.meta.url))
  } catch {
    return readFile(createRequire(import.meta.url).resolve('tree-sitter-python/tree-sitter-python.wasm'))
  }
}

/** Parses Python with the grammar that ships with this version, loaded when this module is. */
export const parsePython: ParsePython = await pythonParser({ grammar: await grammar() })
