import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import type { PretendedMac } from './pretended-mac.ts'
import { type ProcessRecord, processRecordSchema } from './process-record.ts'

/** `../../python` is the package's `python` both from `src/rehearse`, as the tests run it, and from `dist/rehearse`. */
const PACKAGE = fileURLToPath(new URL('../../python/acclimate_rehearse/', import.meta.url))

/** What Python is told, as python/acclimate_rehearse/install.py reads it. Sizes are in bytes. */
export interface RehearsalSettings {
  readonly torch?: string
  readonly macos?: string
  readonly machine: PretendedMac
  readonly memoryBudget?: number
  readonly maxSteps?: number
  /** Modules that do not exist for Macs -> their library. */
  readonly absent: Readonly<Record<string, string>>
  /** Whether it is noted which lines of the user's ran. */
  readonly watchesLines: boolean
}

/** A folder in which Python finds its settings and leaves what it saw; to be removed afterwards. */
export interface HandedOver {
  readonly environment: Readonly<Record<string, string>>
  readonly records: () => readonly ProcessRecord[]
  readonly remove: () => void
}

/** Writes down what a rehearsal is to be, for every Python process that the program starts. */
export function handOver(settings: RehearsalSettings): HandedOver {
  const folder = mkdtempSync(join(tmpdir(), 'acclimate-rehearse-'))
  const file = join(folder, 'settings.json')
  writeFileSync(file, JSON.stringify({ ...settings, folder }))
  const paths = [join(PACKAGE, 'bootstrap'), ...(process.env['PYTHONPATH'] ? [process.env['PYTHONPATH']] : [])]
  return {
    environment: { ACCLIMATE_REHEARSAL: file, PYTHONPATH: paths.join(delimiter) },
    records: () => recordsIn(folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Sorted by process. A file that cannot be read is that of a process which died while it wrote. */
function recordsIn(folder: string): readonly ProcessRecord[] {
  const names = readdirSync(folder).filter((name) => /^\d+\.json$/.test(name))
  return names
    .flatMap((name) => {
      const read = v.safeParse(processRecordSchema, parsed(readFileSync(join(folder, name), 'utf8')))
      return read.success ? [read.output] : []
    })
    .toSorted((a, b) => a.pid - b.pid)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
