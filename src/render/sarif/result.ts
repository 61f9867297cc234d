import type { Finding, Report } from '../../report/report.ts'
import { fixesOf } from './fix.ts'
import { LEVELS } from './level.ts'
import { locationOf } from './location.ts'
import { messageOf } from './message.ts'

/**
 * A finding as a result. All its sites are `locations`, since each would have to change; its causes are related ones.
 * @param ruleIndex of its code in the driver's rules
 */
export function resultOf(finding: Finding, ruleIndex: number, baseline: Report['baseline']) {
  const { code, effect, message, fix, sites, causes, fingerprint, known, platform, backend, certainty, reach } = finding
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[effect],
    message: messageOf(fix ? `${message} Fix: ${fix.summary}` : message),
    locations: sites.map((site) => locationOf(site)),
    relatedLocations: causes.map((cause, id) => ({ id, ...locationOf(cause), message: { text: 'This leads there.' } })),
    partialFingerprints: { 'acclimate/v1': fingerprint },
    ...(baseline ? { baselineState: known ? 'unchanged' : 'new' } : {}),
    ...fixesOf(finding),
    properties: {
      platform,
      ...(backend ? { backend } : {}),
      effect,
      certainty,
      reach,
      sources: finding.sources,
      ...(fix ? { fix } : {}),
    },
  }
}
