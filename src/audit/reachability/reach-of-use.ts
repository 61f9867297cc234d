import type { Observation } from '../../trace/observation.ts'
import type { Reach } from '../../report/report.ts'
import { extensionsOf, isUnder } from '../packages/cuda-builds.ts'
import { type Way, wayTo } from './import-paths.ts'
import { reachOfCode } from './called-from-main.ts'
import { farthest } from './reach.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'

/** The code path that a use of something is on: by its file, by the way that the main path comes to it. */
export function reachOfUse(
  context: AuditContext,
  observation: Observation,
  way: Way = wayTo(context, observation),
): Reach {
  const { path } = observation.module
  const isBeside = way !== 'always' || sideFolders(context).some((folder) => isUnder(path, folder))
  return farthest([reachOfCode(context, observation), isBeside ? 'optional' : 'main'])
}

/** Folders that are packages of kernels by themselves, of which nothing outside them has need. */
const sideFolders = memoized((context: AuditContext): readonly string[] =>
  extensionsOf(context).flatMap(({ folder, reach }) => (folder !== '' && reach === 'optional' ? folder : [])),
)
