import { existsSync, realpathSync } from 'node:fs'
import { basename, join } from 'node:path'
import { decode } from '../project/files/decode.ts'
import { readBytes } from '../project/files/open.ts'
import type { Settings } from './options.ts'
import { UsageError } from './usage-error.ts'

/** Bytes of a configuration file; one that people write has a few thousand. */
const MAX_BYTES = 1_000_000

/**
 * The settings of `file`, or of `acclimate.toml`, or of `[tool.acclimate]` in `pyproject.toml` of `directory`.
 * Throws a UsageError that names the file and the key when they cannot be understood.
 */
export async function loadSettings(directory: string, file?: string): Promise<Settings> {
  const own = file ?? join(directory, 'acclimate.toml')
  if (existsSync(own)) return parse(own, read(own))
  if (file !== undefined) throw new UsageError(`no such configuration file: ${file}`)
  const shared = join(directory, 'pyproject.toml')
  const manifest = readBytes(shared, MAX_BYTES, 'text')
  // That a manifest cannot be read is said where manifests are read.
  const text = manifest.kind === 'read' ? decode(manifest.bytes).text : ''
  return /^[ \t]*\[{1,2}tool\.acclimate\b/m.test(text) ? parse(shared, text) : {}
}

async function parse(path: string, text: string): Promise<Settings> {
  // Only here, since most runs have no configuration file and these take a while to load.
  const [toml, { parseSettings }] = await Promise.all([import('smol-toml'), import('./schema.ts')])
  let document: unknown
  try {
    document = toml.parse(text)
  } catch (error) {
    const place = error instanceof toml.TomlError ? `:${error.line}` : ''
    throw new UsageError(`${path}${place}: ${error instanceof Error ? error.message.split('\n', 1)[0] : 'not TOML'}`)
  }
  const table = basename(path) === 'pyproject.toml' ? entry(entry(document, 'tool'), 'acclimate') : document
  const settings = parseSettings(table)
  if ('problem' in settings) throw new UsageError(`${path}: ${settings.problem}`)
  return settings
}

function entry(table: unknown, key: string): unknown {
  return typeof table === 'object' && table !== null ? Reflect.get(table, key) : undefined
}

function read(path: string): string {
  const content = readBytes(realpathSync(path), MAX_BYTES)
  if (content.kind === 'read') return decode(content.bytes).text
  const why = content.kind === 'failed' ? content.reason : 'larger than such a file can be'
  throw new UsageError(`cannot read the configuration file ${path}: ${why}`)
}
