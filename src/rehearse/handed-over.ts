import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import type { PretendedMac } from './pretended-mac.ts'
import { type ProcessRecord, processRecordSchema } from './process-record.ts'
import { processTraceSchema } from './trace.ts'

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
  /** Whether a trace is kept, to be judged again. */
  readonly records: boolean
  readonly pretend?: 'cuda'
  /** A trace to judge instead of a program to run. */
  readonly replay?: string
}

/** A folder in which Python finds its settings and leaves what it saw; to be removed afterwards. */
export interface HandedOver {
  readonly environment: Readonly<Record<string, string>>
  readonly records: () => readonly ProcessRecord[]
  readonly traces: () => readonly v.InferOutput<typeof processTraceSchema>[]
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
    records: () => documentsIn(folder, /^\d+\.json$/, processRecordSchema).toSorted((a, b) => a.pid - b.pid),
    traces: () => documentsIn(folder, /^trace-\d+\.json$/, processTraceSchema),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** What can be read of the files of a name: one that cannot is that of a process which died while it wrote. */
function documentsIn<Schema extends v.GenericSchema>(
  folder: string,
  name: RegExp,
  schema: Schema,
): readonly v.InferOutput<Schema>[] {
  const names = readdirSync(folder).filter((one) => name.test(one))
  return names.toSorted().flatMap((one) => {
    const read = v.safeParse(schema, parsed(readFileSync(join(folder, one), 'utf8')))
    return read.success ? [read.output] : []
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
