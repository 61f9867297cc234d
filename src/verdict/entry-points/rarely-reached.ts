import type { AuditContext } from '../../audit/rule.ts'
import type { Finding } from '../../report/report.ts'
import { counts, isWithoutRemedy, stopsInstalling } from '../status.ts'
import type { SignSeen } from '../workloads/signs-seen.ts'
import { modulesMeeting, type Reached } from './reached.ts'

/** From this many ways in on, one of them is not what the project is for. */
const MANY = 8
/** What only a smaller share of them reaches is not on the main path. */
const FEW = 1 / 4

/**
 * Sets aside what has no remedy and is reached by few of many scripts: a collection of programs of which three cannot
 * run on a Mac is not blocked there, the three are. Only ways in that do some work count; what none of them reaches is
 * reached otherwise.
 */
export function withRarelyReachedAside(
  findings: readonly Finding[],
  ways: readonly Reached[],
  signs: readonly SignSeen[],
  context: AuditContext,
): readonly Finding[] {
  const working = new Set(signs.flatMap(({ kind, site }) => (kind === 'data' ? [] : site.file)))
  const atWork = ways.filter(({ modules }) => [...modules].some(({ path }) => working.has(path)))
  if (atWork.length < MANY) return findings
  return findings.map((finding) => {
    if (!counts(finding) || !isWithoutRemedy(finding) || stopsInstalling(finding)) return finding
    const meeting = modulesMeeting(finding, context)
    const reaching = atWork.filter(({ modules }) => meeting.some((module) => modules.has(module))).length
    return reaching > 0 && reaching / atWork.length < FEW ? { ...finding, reach: 'optional' } : finding
  })
}
