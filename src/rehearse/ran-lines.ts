import type { RanLines } from './outcomes.ts'
import type { ProcessRecord } from './process-record.ts'

/** The lines that ran in any process; only of files in the project. */
export function ranLines(records: readonly ProcessRecord[], root: string): RanLines {
  const ran = new Map<string, Set<number>>()
  for (const [file, lines] of records.flatMap(({ lines: known }) => Object.entries(known ?? {}))) {
    if (!file.startsWith(root)) continue
    const name = file.slice(root.length)
    ran.set(name, new Set([...(ran.get(name) ?? []), ...lines]))
  }
  return ran
}
