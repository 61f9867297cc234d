import { lt } from '@renovatebot/pep440'
import type { Declaration } from '../../project/facts.ts'
import { satisfies } from '../../project/requirement/satisfies.ts'
import { pypiNameOf } from '../../target/pypi-name.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { folderOf, foldersAround } from '../packages/manifests.ts'
import { reachOfPath } from '../reachability/reach.ts'
import type { AuditContext } from '../rule.ts'
import { holdsBelow } from './held-below.ts'
import { torchIsBefore } from './torch-version.ts'

/** Stands for all releases before those that are known. */
const OLDER_THAN_KNOWN = '1.11.0'

/**
 * Whether what is required for a file says that it runs with no PyTorch older than a release: a requirement that names none says
 * nothing.
 */
export function torchIsFrom(context: AuditContext, file: string, release: string): boolean {
  const byFolder = boundsOf(context)
  const bounds = foldersAround(file).flatMap((folder) => byFolder.get(folder) ?? [])
  const known = context.knowledge.releases['torch']?.map(({ version }) => version) ?? []
  const older = [OLDER_THAN_KNOWN, ...known].filter((version) => lt(version, release))
  const keepsOutOlder = ({ specifier }: Declaration): boolean =>
    older.every((version) => satisfies(version, specifier) === false)
  return (
    bounds.length > 0 &&
    bounds.every((each) => keepsOutOlder(each) && !holdsBelow(each, release, context)) &&
    !torchIsBefore(context, release)
  )
}

/** What is said of PyTorch's release on the main path, containers included, by the folder that it is said for. */
const boundsOf = memoized(({ facts, knowledge }: AuditContext): ReadonlyMap<string, readonly Declaration[]> => {
  const bounds = facts.declarations.filter(
    (each) =>
      each.specifier !== '' && pypiNameOf(each, knowledge) === 'torch' && reachOfPath(each.site.file) === 'main',
  )
  return groupBy(bounds, ({ site }) => folderOf(site.file).replace(/(^|\/)requirements\/$/, '$1'))
})
