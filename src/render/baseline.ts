/** What is shown of findings that are held against a baseline. */
import type { Finding, Report } from '../report/report.ts'

/** The findings that the baseline does not have, or not wholly: those with the sites that are new. */
export function newFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.flatMap((finding) => withSites(finding, false))
}

/** The findings that the baseline has, or in part: those with the sites that it has. */
export function knownFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.flatMap((finding) => withSites(finding, true))
}

function withSites(finding: Finding, known: boolean): readonly Finding[] {
  if (finding.known === true) return known ? [finding] : []
  const sites = finding.sites.filter((site) => (site.known === true) === known)
  if (sites.length === 0) return []
  return [sites.length === finding.sites.length ? finding : { ...finding, sites }]
}

interface Counts {
  /** Findings that the baseline has in no part, at least in part, and that are not found any more. */
  readonly new: number
  readonly known: number
  readonly gone: number
  /** New places of known findings. */
  readonly added: number
}

/** How much is new, known and gone; undefined without a baseline. */
export function baselineCounts({ findings, baseline }: Report): Counts | undefined {
  if (!baseline) return undefined
  const known = knownFindings(findings).length
  const added = newFindings(findings).flatMap(({ sites }) => sites).length
  const ofNew = findings.filter(isNew).flatMap(({ sites }) => sites).length
  return { new: findings.length - known, known, gone: baseline.gone, added: added - ofNew }
}

function isNew({ known, sites }: Finding): boolean {
  return known !== true && sites.every((site) => site.known !== true)
}
