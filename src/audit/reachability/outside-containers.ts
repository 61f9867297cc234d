import type { Declaration } from '../../project/facts.ts'
import { isInContainer } from '../../target/requirements.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'

/** Whether the project can be installed outside its containers: then they are not the way that a Mac has to take. */
export function runsOutsideContainers({ facts }: AuditContext): boolean {
  return facts.declarations.some(
    ({ site, format, scope }) => scope === 'runtime' && format !== 'pip-command' && !isInContainer(site.file),
  )
}

/** A manifest that names this share of what a conda environment names stands in for it. */
const STANDS_IN_FROM = 0.5

/** Whether a file describes a conda environment beside other manifests that install the project as well. */
export function isOtherWay(file: string, context: AuditContext): boolean {
  const { facts } = context
  const own = declarationsByFile(context).get(file) ?? []
  if (!own.some(({ ecosystem }) => ecosystem === 'conda')) return false
  const names = facts.declarations
    .filter(({ site, scope, ecosystem, format }) => {
      const isAbove = folderOf(file).startsWith(folderOf(site.file)) && site.file !== file
      return isAbove && scope === 'runtime' && ecosystem === 'pypi' && format !== 'pip-command'
    })
    .map(({ name }) => name)
  return new Set(names).size >= (isExport(own) ? EXPORTED_FROM : own.length * STANDS_IN_FROM)
}

/** What each file declares. */
export const declarationsByFile = memoized(({ facts }: AuditContext) =>
  groupBy(facts.declarations, ({ site }) => site.file),
)

/** So many names beside the export of a whole environment, which lists what they bring along too, install the project. */
const EXPORTED_FROM = 5

/** Whether an environment was written out of an installed one, each package with its build: `numpy=1.26.0=py39hddb5d58_0`. */
function isExport(declarations: readonly Declaration[]): boolean {
  const built = declarations.filter(({ requirement }) => /^[^=\s]+=[^=\s]+=[^=\s]+$/.test(requirement))
  return built.length > declarations.length / 2
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1)
}
