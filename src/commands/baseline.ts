import { UsageError } from '../config/usage-error.ts'
import { version } from '../generated/version.ts'
import type { Finding, Report, SetAside, Site } from '../report/report.ts'
import { readSaved } from './saved-report.ts'
import { writeOutput } from './write-output.ts'

/** The fingerprints of the sites of each finding that is known. */
export type KnownFindings = readonly (readonly string[])[]

/** What is known from a saved report or a baseline. Throws a UsageError where it is neither, or tells of no single sites. */
export async function readBaseline(file: string): Promise<KnownFindings> {
  const { baselineSchema } = await import('../report/baseline-schema.ts')
  const { findings } = await readSaved(file, baselineSchema, 'a report or a baseline')
  return findings.map(({ sites = [] }) => {
    const known = sites.flatMap((site) => site.fingerprint ?? [])
    if (known.length === 0 || known.length < sites.length)
      throw new UsageError(
        `${file} is of an earlier version, which told findings by other fingerprints: write it again with --write-baseline`,
      )
    return known
  })
}

/** What is known once the findings of a report are let pass. */
export function knownFrom({ findings }: Report): KnownFindings {
  return findings.map(({ sites }) => sites.flatMap(({ fingerprint }) => fingerprint ?? []))
}

/** Writes what a later run needs to know the findings again, and a reader to see what they are; one a line. */
export function saveBaseline({ findings }: Report, file: string): void {
  const lines = findings.map(({ fingerprint, code, sites }) =>
    JSON.stringify({
      fingerprint,
      code,
      file: sites[0]?.file ?? '',
      sites: sites.map((site) => ({ fingerprint: site.fingerprint })),
    }),
  )
  const tool = JSON.stringify({ name: 'acclimate', version })
  writeOutput(`{"schemaVersion": 1, "tool": ${tool}, "findings": [\n${lines.join(',\n')}\n]}\n`, file)
}

/** The report with the sites marked that are known, and the findings of which all sites are. */
export function withBaseline(report: Report, baseline: KnownFindings): Report {
  const before = new Set(baseline.flat())
  const isKnown = ({ fingerprint }: Site): boolean => fingerprint !== undefined && before.has(fingerprint)
  const findings = report.findings.map((finding): Finding => {
    const sites = finding.sites.map((site) => (isKnown(site) ? { ...site, known: true as const } : site))
    return { ...finding, sites, ...(sites.every(({ known }) => known) ? { known: true } : {}) }
  })
  const now = new Set(findings.flatMap(({ sites }) => sites.flatMap(({ fingerprint }) => fingerprint ?? [])))
  const known = [...now].filter((fingerprint) => before.has(fingerprint)).length
  return {
    ...report,
    findings,
    setAside: [...(report.setAside ?? []), ...setAsideBy(findings)],
    baseline: {
      known: findings.filter((finding) => finding.known).length,
      gone: baseline.filter((sites) => !sites.some((fingerprint) => now.has(fingerprint))).length,
      sites: { known, new: now.size - known, gone: before.size - known },
    },
  }
}

/** What the baseline lets pass. */
function setAsideBy(findings: readonly Finding[]): readonly SetAside[] {
  const known = findings.map(({ sites }) => sites.filter((site) => site.known).length).filter((count) => count > 0)
  if (known.length === 0) return []
  return [{ by: 'baseline', findings: known.length, places: known.reduce((sum, count) => sum + count, 0) }]
}
