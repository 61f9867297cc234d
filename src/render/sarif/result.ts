import type { Finding, Report, Site } from '../../report/report.ts'
import { fixesOf } from './fix.ts'
import { byWeight } from '../by-weight.ts'
import { LEVELS } from './level.ts'
import { locationOf } from './location.ts'
import { messageOf } from './message.ts'

/** Results of a run: GitHub refuses a log with more. */
const MAX_RESULTS = 25_000

/** Causes that a result tells of: each of a finding's results has them, and a viewer shows a handful. */
const MAX_RELATED = 20

/** A place of a finding, which has a result of its own. */
export interface Placed {
  readonly finding: Finding
  readonly site: Site
}

/**
 * The places of all findings, in their order. Where there are too many the findings that hurt most go first, and `left` is
 * the number of the others.
 */
export function placesOf({ findings }: Report): { readonly places: readonly Placed[]; readonly left: number } {
  const all = placed(findings)
  if (all.length <= MAX_RESULTS) return { places: all, left: 0 }
  return { places: placed(byWeight(findings)).slice(0, MAX_RESULTS), left: all.length - MAX_RESULTS }
}

function placed(findings: readonly Finding[]): readonly Placed[] {
  return findings.flatMap((finding) => finding.sites.map((site) => ({ finding, site })))
}

/**
 * A place as a result. Each place has one, since code scanning shows the first location of a result and keeps track of that
 * alone; the fingerprint of the finding tells which of them belong together.
 * @param ruleIndex of its code in the driver's rules
 */
export function resultOf({ finding, site }: Placed, ruleIndex: number, baseline: Report['baseline']) {
  const { code, effect, message, subject, fix, causes, fingerprint, platform, backend, certainty, reach } = finding
  const isKnown = finding.known === true || site.known === true
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[effect],
    message: messageOf(fix ? `${message} Fix: ${fix.summary}` : message),
    locations: [locationOf(site)],
    relatedLocations: causes
      .slice(0, MAX_RELATED)
      .map((cause, id) => ({ id, ...locationOf(cause), message: { text: 'This leads there.' } })),
    partialFingerprints: {
      'acclimate/v1': fingerprint,
      ...(site.fingerprint === undefined ? {} : { 'acclimateSite/v1': site.fingerprint }),
    },
    ...(baseline ? { baselineState: isKnown ? 'unchanged' : 'new' } : {}),
    ...fixesOf(finding),
    properties: {
      platform,
      ...(backend ? { backend } : {}),
      effect,
      certainty,
      reach,
      ...(site.role ? { role: site.role } : {}),
      ...(subject ? { subject } : {}),
      sources: finding.sources,
      ...(fix ? { fix } : {}),
    },
  }
}
