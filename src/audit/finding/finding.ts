import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Certainty, Finding, Site, Source } from '../../report/report.ts'
import { nearest, reachOfPath } from '../reachability/reach.ts'
import type { Draft, Rule } from '../rule.ts'
import { mergedFix } from './merged-fix.ts'

/** Most sites of one finding: a reader needs the pattern, a program needs the places, and both have limits. */
const SITE_LIMIT = 200

/** Hexadecimal digits of a fingerprint: 80 bits, far more than the findings of any project need. */
const FINGERPRINT_DIGITS = 20

/** Merges a rule's drafts: those of one file with the same group, effect and reach are one finding, the possible apart. */
export function findingsOf(rule: Rule, drafts: readonly Draft[]): Finding[] {
  const groups = new Map<string, Draft[]>()
  for (const draft of drafts) {
    const [site] = draft.sites
    if (!site) continue
    const key = JSON.stringify([
      site.file,
      draft.group ?? [site.line, site.column, draft.message],
      draft.effect,
      draft.platform,
      draft.reach,
    ])
    const group = groups.get(key)
    if (group) group.push(draft)
    else groups.set(key, [draft])
  }
  return [...groups.values()].flatMap(bySureness).map((group) => findingOf(rule, group))
}

/** What is sure must not lend its certainty to what is only possible elsewhere. */
function bySureness(drafts: readonly Draft[]): readonly (readonly Draft[])[] {
  const sure = drafts.filter(({ certainty }) => certainty !== 'possible')
  const known = sure.flatMap(({ sites }) => sites)
  const perhaps = drafts.filter(
    ({ certainty, sites }) =>
      certainty === 'possible' && !sites.every((site) => known.some((other) => sameLine(site, other))),
  )
  return perhaps.length === 0 || sure.length === 0
    ? [drafts]
    : [drafts.filter((draft) => !perhaps.includes(draft)), perhaps]
}

function findingOf(rule: Rule, drafts: readonly Draft[]): Finding {
  const [first] = drafts
  if (!first) throw new Error('a finding needs a draft')
  const sites = distinctSites(drafts.flatMap((draft) => draft.sites)).slice(0, SITE_LIMIT)
  const causes = distinctSites(drafts.flatMap((draft) => draft.causes ?? []))
    .filter((cause) => !sites.some((site) => sameLine(site, cause)))
    .slice(0, SITE_LIMIT)
  const reach = first.reach ?? nearest(sites.map((site) => reachOfPath(site.file)))
  return {
    code: rule.code,
    platform: first.platform ?? 'metal',
    ...(first.backend ? { backend: first.backend } : {}),
    ...(first.library === undefined ? {} : { library: first.library }),
    effect: first.effect,
    certainty: mostCertain(drafts.map((draft) => draft.certainty)),
    reach,
    message: first.message,
    sites,
    causes,
    sources: distinctSources(drafts.flatMap((draft) => draft.sources)),
    ...mergedFix(rule.code, drafts),
    fingerprint: fingerprint(rule.code, first, sites),
  }
}

/** Built from what the lines say, not from where they stand, so that it survives edits elsewhere in the file. */
function fingerprint(code: string, draft: Draft, sites: readonly Site[]): string {
  const lines = sites.map((site) => site.excerpt.replace(/\s+/g, ' '))
  const text = JSON.stringify([code, draft.effect, sites[0]?.file, draft.group ?? '', lines])
  return bytesToHex(sha256(new TextEncoder().encode(text))).slice(0, FINGERPRINT_DIGITS)
}

/** Gives findings whose lines read the same in one file fingerprints of their own, in the order of their lines. */
export function withDistinctFingerprints(findings: readonly Finding[]): Finding[] {
  const counts = new Map<string, number>()
  return findings.map((finding) => {
    const count = (counts.get(finding.fingerprint) ?? 0) + 1
    counts.set(finding.fingerprint, count)
    return count === 1 ? finding : { ...finding, fingerprint: `${finding.fingerprint}-${count}` }
  })
}

function mostCertain(certainties: readonly Certainty[]): Certainty {
  const order: readonly Certainty[] = ['certain', 'likely', 'possible']
  return order.find((certainty) => certainties.includes(certainty)) ?? 'possible'
}

/** Sorted by path, line and column, each line and column once. */
function distinctSites(sites: readonly Site[]): Site[] {
  const distinct = new Map(sites.map((site) => [`${site.file}\0${site.line}\0${site.column}\0${site.endLine}`, site]))
  return [...distinct.values()].toSorted(bySite)
}

function sameLine(a: Site, b: Site): boolean {
  return a.file === b.file && a.line === b.line
}

function distinctSources(sources: readonly Source[]): Source[] {
  return [...new Map(sources.map((source) => [source.url, source])).values()]
}

/** Order of sites: by path, then line, then column. */
export function bySite(a: Site, b: Site): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.line - b.line || a.column - b.column
}

/** Order of findings in a report: by the first site, then by code. */
export function byPlace(a: Finding, b: Finding): number {
  const [first] = a.sites
  const [second] = b.sites
  const sites = first && second ? bySite(first, second) : 0
  if (sites !== 0) return sites
  return a.code < b.code ? -1 : a.code > b.code ? 1 : a.message < b.message ? -1 : 1
}
