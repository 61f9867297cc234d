import type { AuditContext } from '../../audit/rule.ts'
import type { Finding } from '../../report/report.ts'
import { counts, isWithoutRemedy, stopsInstalling } from '../status.ts'
import type { SignSeen } from '../workloads/signs-seen.ts'
import { reaches, type Reached } from './reached.ts'

/** From this many ways in on, one of them is not what the project is for. */
const MANY = 8
/** What a smaller share of them comes to is beside the main path. */
const FEW = 1 / 4

/**
 * Sets aside what has no remedy and is met by few of many scripts: a collection of programs of which three cannot run on a
 * Mac is not blocked there, the three are. Only ways in that do some work count; what none comes to is met otherwise.
 */
export function withRarelyMetAside(
  findings: readonly Finding[],
  ways: readonly Reached[],
  signs: readonly SignSeen[],
  context: AuditContext,
): readonly Finding[] {
  const working = new Set(signs.filter(({ kind }) => kind !== 'data').map(({ site }) => site.file))
  const atWork = ways.filter(({ files }) => [...files].some((file) => working.has(file)))
  if (atWork.length < MANY) return findings
  return findings.map((finding) => {
    if (!counts(finding) || !isWithoutRemedy(finding) || stopsInstalling(finding)) return finding
    const met = atWork.filter((reached) => reaches(reached, finding, context)).length
    return met > 0 && met / atWork.length < FEW ? { ...finding, reach: 'optional' } : finding
  })
}
