import type { ChangedLine } from '../../src/render/html/changed-lines.ts'
import type { Report, Source } from '../../src/report/report.ts'

/** A Report, and each of its sources once, in the order in which they are first named. */
export interface Unpacked {
  readonly report: Report
  readonly sources: readonly Source[]
  /** What the edits of findings do, by their fingerprints. */
  readonly changed: ReadonlyMap<string, readonly ChangedLine[]>
}

/** Undoes `src/render/html/pack.ts`. */
export function unpacked(text: string): Unpacked {
  const { sourceTable, findings, changed } = JSON.parse(text)
  const sources: readonly Source[] = sourceTable
  const found: Report['findings'] = findings
  const fingerprints = found.map(({ fingerprint }) => fingerprint)
  const tables: Readonly<Record<string, readonly unknown[]>> = { sources, findings: fingerprints }
  const report: Report = JSON.parse(text, (name, part: unknown) => {
    const table = tables[name]
    if (!table || !Array.isArray(part)) return part
    return part.map((one: unknown) => (typeof one === 'number' ? table[one] : one))
  })
  const lines: readonly { readonly index: number; readonly lines: readonly ChangedLine[] }[] = changed
  return { report, sources, changed: new Map(lines.map((one) => [fingerprints[one.index] ?? '', one.lines])) }
}
