import type { Settings } from './options.ts'
import { UsageError } from './usage-error.ts'

/** The file of settings alone, and the one that has them beside others, both in a project's root. */
export const OWN = 'acclimate.toml'
export const SHARED = 'pyproject.toml'

/** Whether the text of a `pyproject.toml` has settings, which few do. */
export function mentionsSettings(text: string): boolean {
  return /^[ \t]*\[{1,2}tool\.acclimate\b/m.test(text)
}

/**
 * The settings that a file's text gives.
 *
 * @param path - how the file is called where something is wrong with it; its name says where in it settings stand
 * @throws {UsageError} that names the file and the key
 */
export async function settingsIn(path: string, text: string): Promise<Settings> {
  // Only here, since most runs have no configuration file and these take a while to load.
  const [toml, { parseSettings }] = await Promise.all([import('smol-toml'), import('./schema.ts')])
  let document: unknown
  try {
    document = toml.parse(text)
  } catch (error) {
    const place = error instanceof toml.TomlError ? `:${error.line}` : ''
    throw new UsageError(`${path}${place}: ${error instanceof Error ? error.message.split('\n', 1)[0] : 'not TOML'}`)
  }
  const table = /(?:^|[\\/])pyproject\.toml$/.test(path) ? entry(entry(document, 'tool'), 'acclimate') : document
  const settings = parseSettings(table)
  if ('problem' in settings) throw new UsageError(`${path}: ${settings.problem}`)
  return settings
}

function entry(table: unknown, key: string): unknown {
  return typeof table === 'object' && table !== null ? Reflect.get(table, key) : undefined
}
