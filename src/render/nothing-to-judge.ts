import type { Reason, Report } from '../report/report.ts'

/**
 * Why nothing can be said, of a project in which there is nothing to judge: a table of what is unknown on each platform would
 * read like an answer. Undefined where there is something.
 */
export function nothingToJudge({ findings, platforms, projects }: Report): Reason | undefined {
  const isSilent = findings.length === 0 && projects === undefined
  return isSilent && platforms.metal.status === 'unknown' && platforms.cuda.status === 'unknown'
    ? platforms.metal.reasons[0]
    : undefined
}
