import type { AuditContext } from '../../audit/rule.ts'
import type { EntryPoint, Finding } from '../../report/report.ts'
import { counts, statusOf, stopsInstalling } from '../status.ts'
import type { SignSeen } from '../workloads/signs-seen.ts'
import { reaches, type Reached } from './reached.ts'

/**
 * Each way into the project with what it reaches through imports: the work that is done there and what speaks against it
 * on a Mac. What stops the installation counts for all.
 */
export function entryPointsOf(
  context: AuditContext,
  ways: readonly Reached[],
  findings: readonly Finding[],
  signs: readonly SignSeen[],
): readonly EntryPoint[] {
  const metal = findings.filter((finding) => finding.platform === 'metal' && counts(finding))
  return ways.map((reached) => {
    const own = metal.filter((finding) => stopsInstalling(finding) || reaches(reached, finding, context))
    const { way, files } = reached
    return {
      file: way.file,
      line: way.line,
      ...(way.title === undefined ? {} : { title: way.title }),
      workloads: [...new Set(signs.filter(({ site }) => files.has(site.file)).map(({ kind }) => kind))],
      metal: {
        status: statusOf(own, context.traits.choosesMetal),
        findings: own.map(({ fingerprint }) => fingerprint),
      },
    }
  })
}
