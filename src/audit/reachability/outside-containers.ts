import type { Declaration, ProjectFacts } from '../../project/facts.ts'
import { isInContainer } from '../../target/requirements.ts'
import { memoized } from '../memoized.ts'
import { folderOf, foldersAround, manifestsOf } from '../packages/manifests.ts'
import type { AuditContext } from '../rule.ts'
import { reachOfPath } from './reach.ts'

/** Whether the project can be installed outside its containers: then they are not the way that a Mac has to take. */
export function runsOutsideContainers({ facts }: AuditContext): boolean {
  return facts.declarations.some(
    ({ site, format, scope }) => scope === 'runtime' && format !== 'pip-command' && !isInContainer(site.file),
  )
}

/**
 * Whether a project has neither code nor anything to install outside its containers: one that is nothing but a Compose file is what
 * that file starts.
 */
export function isContainersOnly(context: AuditContext): boolean {
  const { facts, trace } = context
  const hasCode = trace.modules.some(({ path }) => reachOfPath(path) === 'main')
  return !hasCode && facts.kernels.length === 0 && !runsOutsideContainers(context)
}

/** A manifest that names this share of what a conda environment names stands in for it. */
const STANDS_IN_FROM = 0.5

/** Whether a file describes a conda environment beside other manifests that install the project as well. */
export function isOtherWay(file: string, { facts }: AuditContext): boolean {
  return otherWays(facts).has(file)
}

const otherWays = memoized((facts: ProjectFacts): ReadonlySet<string> => {
  const files = [...manifestsOf(facts).byFile].filter(([file, own]) => {
    if (!own.some(({ ecosystem }) => ecosystem === 'conda')) return false
    return hasNamesBeside(file, isExport(own) ? EXPORTED_FROM : own.length * STANDS_IN_FROM, facts)
  })
  return new Set(files.map(([file]) => file))
})

/** Whether manifests for pip in the folder of a file, and in those around it, name as many packages. */
function hasNamesBeside(file: string, wanted: number, facts: ProjectFacts): boolean {
  const folder = folderOf(file)
  const names = new Set<string>()
  for (const around of [folder, ...foldersAround(folder)]) {
    for (const [name, only] of namesByFolder(facts).get(around) ?? []) {
      if (only !== file) names.add(name)
      if (names.size >= wanted) return true
    }
  }
  return false
}

/** The packages that the manifests for pip in each folder name, with the file that does so where only one does. */
const namesByFolder = memoized(
  ({ declarations }: ProjectFacts): ReadonlyMap<string, ReadonlyMap<string, string | undefined>> => {
    const folders = new Map<string, Map<string, string | undefined>>()
    for (const { site, name, scope, ecosystem, format } of declarations) {
      if (scope !== 'runtime' || ecosystem !== 'pypi' || format === 'pip-command') continue
      const folder = folderOf(site.file)
      let names = folders.get(folder)
      if (!names) folders.set(folder, (names = new Map()))
      names.set(name, names.has(name) && names.get(name) !== site.file ? undefined : site.file)
    }
    return folders
  },
)

/** So many names beside the export of a whole environment, which lists what they bring along too, install the project. */
const EXPORTED_FROM = 5

/** Whether an environment was written out of an installed one, each package with its build: `numpy=1.26.0=py39hddb5d58_0`. */
function isExport(declarations: readonly Declaration[]): boolean {
  const built = declarations.filter(({ requirement }) => /^[^=\s]+=[^=\s]+=[^=\s]+$/.test(requirement))
  return built.length > declarations.length / 2
}
