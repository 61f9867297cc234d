import { version } from '../generated/version.ts'
import type { Finding, Report } from '../report/report.ts'
import { readSaved } from './saved-report.ts'
import { writeOutput } from './write-output.ts'

/** Fingerprints in a saved report or a baseline. Throws a UsageError where it is neither. */
export async function readBaseline(file: string): Promise<readonly string[]> {
  const { baselineSchema } = await import('../report/baseline-schema.ts')
  const { findings } = await readSaved(file, baselineSchema, 'a report or a baseline')
  return findings.map(({ fingerprint }) => fingerprint)
}

/** Writes what a later run needs to know the findings again, and a reader to see what they are; one a line. */
export function saveBaseline({ findings }: Report, file: string): void {
  const lines = findings.map(({ fingerprint, code, sites }) =>
    JSON.stringify({ fingerprint, code, file: sites[0]?.file ?? '' }),
  )
  const tool = JSON.stringify({ name: 'acclimate', version })
  writeOutput(`{"schemaVersion": 1, "tool": ${tool}, "findings": [\n${lines.join(',\n')}\n]}\n`, file)
}

/** The report with the findings marked that are among those fingerprints. */
export function withBaseline(report: Report, fingerprints: readonly string[]): Report {
  const before = new Set(fingerprints)
  const findings = report.findings.map((finding): Finding =>
    before.has(finding.fingerprint) ? { ...finding, known: true } : finding,
  )
  const known = findings.filter((finding) => finding.known).length
  return { ...report, findings, baseline: { known, gone: before.size - known } }
}
