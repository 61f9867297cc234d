import { existsSync } from 'node:fs'
import { decode } from '../project/files/decode.ts'
import { readBytes } from '../project/files/open.ts'
import type { Needs } from '../report/needs.ts'
import { checkAnswers } from './answers.ts'
import { UsageError } from './usage-error.ts'

/** Bytes of a file of answers; one that people write has a few hundred. */
const MAX_BYTES = 100_000

/**
 * The answers in a TOML file.
 * @throws UsageError that names the file, and the line or answer that is wrong
 */
export async function loadAnswers(path: string): Promise<Needs> {
  if (!existsSync(path)) throw new UsageError(`no such file of answers: ${path}`)
  const content = readBytes(path, MAX_BYTES)
  if (content.kind !== 'read') throw new UsageError(`cannot read the file of answers ${path}`)
  const toml = await import('smol-toml')
  let document: unknown
  try {
    document = toml.parse(decode(content.bytes).text)
  } catch (error) {
    const place = error instanceof toml.TomlError ? `:${error.line}` : ''
    throw new UsageError(`${path}${place}: ${error instanceof Error ? error.message.split('\n', 1)[0] : 'not TOML'}`)
  }
  return checkAnswers(document, `${path}: `)
}
