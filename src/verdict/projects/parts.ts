/** The projects of a repository, each with the code that it runs and the findings that are its own. */
import { isForUpkeep, projectOf, type ProjectRoot, projectsIn } from '../../audit/packages/projects.ts'
import { reachInProject } from '../../audit/reachability/reach-in-project.ts'
import { groupBy } from '../../audit/group-by.ts'
import type { AuditContext } from '../../audit/rule.ts'
import type { Finding } from '../../report/report.ts'
import type { Module } from '../../trace/trace.ts'
import { meets, moduleAt, reachedFrom } from '../entry-points/reached.ts'
import { counts, stopsInstalling } from '../status.ts'
import { within } from '../../audit/within.ts'

/** A project with all that it runs. */
export interface Part {
  readonly root: ProjectRoot
  /** Narrowed to the project: its modules and all that they import, also from other projects. */
  readonly context: AuditContext
  readonly findings: readonly Finding[]
}

/** The projects of a repository; none where it is one. */
export function partsOf(context: AuditContext, findings: readonly Finding[]): readonly Part[] {
  const roots = rootsOf(context, findings)
  const ownerOf = projectOf(roots)
  const own = groupBy(context.trace.modules, ({ path }) => ownerOf(path))
  const reachOf = reachInProject(context)
  const isMain = ({ path }: Module): boolean => reachOf(path) === 'main' && !isForUpkeep(path)
  return roots.map((root) => {
    const modules = reachedFrom((own.get(root) ?? []).filter(isMain), context)
    const all = new Set([...(own.get(root) ?? []), ...modules])
    const narrowed = within(context, all, (file) => ownerOf(file) === root)
    const borrowed = borrowedBy(root, modules, ownerOf, context)
    const found = findings.filter(
      (finding) => finding.sites.some(({ file }) => ownerOf(file) === root) || borrowed(finding),
    )
    return { root, context: narrowed, findings: found }
  })
}

/** What counts and stands beside all projects is that of the root. */
function rootsOf(context: AuditContext, findings: readonly Finding[]): readonly ProjectRoot[] {
  const roots = projectsIn(context)
  const ownerOf = projectOf(roots)
  const isLeft = findings.some((finding) => counts(finding) && finding.sites.some(({ file }) => !ownerOf(file)))
  return roots.length > 0 && isLeft ? [{ folder: '' }, ...roots] : roots
}

/**
 * Tells which findings of other projects are met by a project too: in code that it comes to, and about what has to be
 * installed with the projects that it imports.
 */
function borrowedBy(
  root: ProjectRoot,
  modules: ReadonlySet<Module>,
  ownerOf: (file: string) => ProjectRoot | undefined,
  context: AuditContext,
): (finding: Finding) => boolean {
  const [first] = modules
  if (!first) return () => false
  const used = new Set([...modules].map(({ path }) => ownerOf(path)))
  const reached = { way: { module: first, file: first.path, line: 1 }, modules }
  return (finding) => {
    const owners = finding.sites.map(({ file }) => ownerOf(file))
    if (!owners.some((owner) => owner !== root && used.has(owner))) return false
    const isOfCode = finding.sites.some(({ file }) => moduleAt(context).has(file))
    if (isOfCode) return meets(finding, reached, context)
    return stopsInstalling(finding) || finding.library !== undefined
  }
}
