import { memoized } from '../memoized.ts'
import { isForUpkeep, projectOf, projectsIn } from '../packages/projects.ts'
import type { AuditContext } from '../rule.ts'
import type { Reach } from '../../report/report.ts'
import { reachOfPath } from './reach.ts'

/**
 * The code path that a file is on within its project. What a repository has of examples is beside its main path, and is the
 * main path where there is nothing else: then folders are no longer judged by what they are called.
 */
export const reachInProject = memoized((context: AuditContext): ((path: string) => Reach) => {
  const ownerOf = projectOf(projectsIn(context))
  const { modules } = context.trace
  const hasMain = modules.some(({ path }) => reachOfPath(path) === 'main' && !isForUpkeep(path))
  return (path) => {
    const owner = ownerOf(path)
    if (owner) return reachOfPath(path.slice(owner.folder.length))
    return hasMain ? reachOfPath(path) : reachBelowExamples(path)
  }
})

/** The code path of a file as if it stood above the folders that are called examples. */
function reachBelowExamples(path: string): Reach {
  const reach = reachOfPath(path)
  const inner = path.slice(path.indexOf('/') + 1)
  return reach === 'optional' && inner !== path ? reachBelowExamples(inner) : reach
}
