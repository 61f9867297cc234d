import type { Placed, PlacedEntry } from '../project/declarations/placed.ts'
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
 * @throws {UsageError} that names the file, the line and the key
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
  const above = /(?:^|[\\/])pyproject\.toml$/.test(path) ? ['tool', 'acclimate'] : []
  const settings = parseSettings(above.reduce(entry, document))
  if (!('problem' in settings)) return settings
  const line = await lineOf([...above, ...settings.at], text)
  throw new UsageError(`${path}:${line}: ${settings.problem}`)
}

/** The line of the entry that a path leads to, or of what of it is there. The parser that knows places is slower, and most settings are right. */
async function lineOf(path: readonly (string | number)[], text: string): Promise<number> {
  const { readToml } = await import('../project/declarations/toml.ts')
  let place: Placed | PlacedEntry = readToml({ path: OWN, text }).root
  for (const key of path) {
    const next = partOf('value' in place ? place.value : place, key)
    if (next === undefined) break
    place = next
  }
  return text.slice(0, place.at).split('\n').length
}

function partOf(value: Placed, key: string | number): Placed | PlacedEntry | undefined {
  if (value.kind === 'list') return value.items[Number(key)]
  return value.kind === 'table' ? value.entries.get(String(key)) : undefined
}

function entry(table: unknown, key: string): unknown {
  return typeof table === 'object' && table !== null ? Reflect.get(table, key) : undefined
}
