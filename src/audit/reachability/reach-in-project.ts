import { memoized } from '../memoized.ts'
import { isForUpkeep, projectOf, projectsIn } from '../packages/projects.ts'
import type { AuditContext } from '../rule.ts'
import type { Reach } from '../../report/report.ts'
import type { Module } from '../../trace/trace.ts'
import { reachOfModule, reachOfPath } from './reach.ts'
import { toldToStart } from './told-to-start.ts'

/**
 * The code path that a file is on within its project. What a repository has of examples is beside its main path, and is the
 * main path where nothing else can be started or installed, or where its README starts nothing else: then folders are no longer
 * judged by what they are called. So are notebooks where all that there is are notebooks, whatever else is in other folders.
 */
export const reachInProject = memoized((context: AuditContext): ((path: string) => Reach) => {
  const ownerOf = projectOf(projectsIn(context))
  const { modules, installed } = context.trace
  const main = modules.filter((module) => reachOfModule(module) === 'main' && !isForUpkeep(module.path))
  const hasCode = main.some(({ notebook }) => !notebook)
  const told = installed ? new Set() : toldToStart(context)
  const hasWayIn = installed || (told.size === 0 && main.some(isStarted))
  const reachOf = (path: string): Reach => {
    const owner = ownerOf(path)
    if (owner) return reachOfPath(path.slice(owner.folder.length))
    if (told.has(path)) return 'main'
    const isBeside = path.endsWith('.ipynb') ? hasCode : hasWayIn
    return isBeside ? reachOfPath(path) : reachBelowExamples(path)
  }
  // It is asked of every call, and there are few files.
  const known = new Map<string, Reach>()
  return (path) => {
    const reach = known.get(path) ?? reachOf(path)
    known.set(path, reach)
    return reach
  }
})

/** Whether people run or import a module, other than to prepare or convert something for what they came for. */
function isStarted({ notebook, script, definesOnly, package: isPackage, trialLine, path }: Module): boolean {
  if (notebook || !path.includes('/')) return true
  const does = script || (!definesOnly && !isPackage)
  return does && trialLine === undefined && !/(?:^|\/)(?:utils?|misc|common)\//.test(path)
}

/** The code path of a file as if it stood above the folders that are called examples. */
function reachBelowExamples(path: string): Reach {
  const reach = reachOfPath(path)
  const inner = path.slice(path.indexOf('/') + 1)
  return reach === 'optional' && inner !== path ? reachBelowExamples(inner) : reach
}
