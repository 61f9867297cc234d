import { existsSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { decode } from '../project/files/decode.ts'
import { describeLink } from '../project/files/link.ts'
import { readBytes } from '../project/files/open.ts'
import type { Unread } from '../report/report.ts'
import type { Settings } from './options.ts'
import { mentionsSettings, OWN, settingsIn, SHARED } from './settings-in.ts'
import { UsageError } from './usage-error.ts'

/** Bytes of a configuration file; one that people write has a few thousand. */
const MAX_BYTES = 1_000_000

/** Settings, and what is to be said of those that are there and not obeyed. */
export interface LoadedSettings {
  readonly settings: Settings
  readonly unread: readonly Unread[]
}

/** Whose settings are obeyed. */
export interface Obeyed {
  /** A file that the user has named; the project's own when absent. */
  readonly file?: string | undefined
  /** Whether the project may say how it is judged; yes when absent. */
  readonly project?: boolean
}

/**
 * The settings of the file that the user has named, else of `acclimate.toml`, or of `[tool.acclimate]` in `pyproject.toml`,
 * of `directory`. Throws a UsageError that names the file and the key when they cannot be understood.
 */
export async function loadSettings(directory: string, { file, project = true }: Obeyed = {}): Promise<LoadedSettings> {
  if (file !== undefined) {
    if (!existsSync(file)) throw new UsageError(`no such configuration file: ${file}`)
    return obeyed(file, read(file))
  }
  const own = join(directory, OWN)
  if (existsSync(own)) {
    const problem = describeLink(resolve(directory), OWN)
    if (problem !== undefined) return notObeyed(OWN, problem)
    return project ? obeyed(own, read(own)) : notObeyed(OWN)
  }
  const shared = join(directory, SHARED)
  const manifest = readBytes(shared, MAX_BYTES, 'text')
  // That a manifest cannot be read is said where manifests are read.
  const text = manifest.kind === 'read' ? decode(manifest.bytes).text : ''
  if (!mentionsSettings(text)) return { settings: {}, unread: [] }
  return project ? obeyed(shared, text) : notObeyed(SHARED)
}

async function obeyed(path: string, text: string): Promise<LoadedSettings> {
  return { settings: await settingsIn(path, text), unread: [] }
}

function notObeyed(
  file: string,
  reason = 'settings of a project that is named by an address are obeyed with --trust-settings only',
): LoadedSettings {
  return { settings: {}, unread: [{ file, reason }] }
}

function read(path: string): string {
  const content = readBytes(realpathSync(path), MAX_BYTES)
  if (content.kind === 'read') return decode(content.bytes).text
  const why = content.kind === 'failed' ? content.reason : 'larger than such a file can be'
  throw new UsageError(`cannot read the configuration file ${path}: ${why}`)
}
