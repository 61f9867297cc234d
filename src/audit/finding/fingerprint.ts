/**
 * Fingerprints, by which findings and their places are known again in another run. They are made of what is said and of what
 * the lines read, not of where they stand.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Effect, Finding, Reach, Site } from '../../report/report.ts'

/** Hexadecimal digits of a fingerprint: 80 bits, far more than the findings of any project need. */
const DIGITS = 20

/** What makes a finding that one and no other of its project. */
export interface Identity {
  readonly code: string
  readonly platform: Finding['platform']
  readonly effect: Effect
  /** What makes drafts one finding; absent where each is a finding of its own, which is then known by its lines. */
  readonly group?: string | undefined
  /** Where the rule says it. */
  readonly reach?: Reach | undefined
  /** Whether it holds what is only possible, which is kept apart from what is sure. */
  readonly isPossible: boolean
  /** Set where it holds what is left of a group of which a program mends the rest. */
  readonly byHand?: true | undefined
}

/** Stays the same when a place is added to a group, or goes; of sites in several files, none of them names the finding. */
export function findingFingerprint(
  { code, platform, effect, group, reach, isPossible, byHand }: Identity,
  sites: readonly Site[],
): string {
  const [first, ...others] = sites
  const file = others.every((site) => site.file === first?.file) ? first?.file : ''
  const lines = group === undefined ? sites.map(({ excerpt }) => withSingleSpaces(excerpt)) : []
  return digest([code, platform, effect, file, group, reach, isPossible, lines, ...(byHand ? ['by hand'] : [])])
}

export function siteFingerprint({ code, effect, group }: Identity, { file, excerpt }: Site): string {
  return digest([code, effect, file, group, withSingleSpaces(excerpt)])
}

/**
 * Gives what would have the same fingerprints those of its own, in the order of the findings and their sites: `…`, `…-2` and
 * so on. Where one of several lines that read the same goes, the last number goes.
 */
export function withDistinctFingerprints(findings: readonly Finding[]): Finding[] {
  const distinct = numbering()
  const distinctSite = numbering()
  return findings.map((finding) => ({
    ...finding,
    sites: finding.sites.map((site) =>
      site.fingerprint === undefined ? site : { ...site, fingerprint: distinctSite(site.fingerprint) },
    ),
    fingerprint: distinct(finding.fingerprint),
  }))
}

function numbering(): (fingerprint: string) => string {
  const counts = new Map<string, number>()
  return (fingerprint) => {
    const count = (counts.get(fingerprint) ?? 0) + 1
    counts.set(fingerprint, count)
    return count === 1 ? fingerprint : `${fingerprint}-${count}`
  }
}

function digest(parts: readonly unknown[]): string {
  return bytesToHex(sha256(new TextEncoder().encode(JSON.stringify(parts)))).slice(0, DIGITS)
}

function withSingleSpaces(excerpt: string): string {
  return excerpt.replace(/\s+/g, ' ')
}
