import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'

/** The same question, answered once for each project and release: it is asked of every call, and reading versions takes its time. */
export function perRelease(
  of: (context: AuditContext, release: string) => boolean,
): (context: AuditContext, release: string) => boolean {
  const answersFor = memoized((_context: AuditContext) => new Map<string, boolean>())
  return (context, release) => {
    const answers = answersFor(context)
    const before = answers.get(release)
    if (before !== undefined) return before
    const answer = of(context, release)
    answers.set(release, answer)
    return answer
  }
}
