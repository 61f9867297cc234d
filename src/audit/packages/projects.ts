/**
 * The projects of a repository: folders that say themselves what they are or what they need, and hold code of their own.
 * Most repositories are one project, whatever stands below; a monorepo or a collection of programs is several.
 */
import type { Module } from '../../trace/trace.ts'
import { normaliseName } from '../../project/requirement/name.ts'
import { isInContainer } from '../../target/requirements.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { reachOfPath } from '../reachability/reach.ts'
import type { AuditContext } from '../rule.ts'
import { extensionsOf } from './cuda-builds.ts'
import { folderOf, foldersAround, manifestsOf } from './manifests.ts'
import { servicesAmong } from './services.ts'

export interface ProjectRoot {
  /** With a slash at its end; empty for the root of the repository. */
  readonly folder: string
  /** The name of the distribution package that it is, normalised. */
  readonly name?: string
}

/** The projects of a repository in the order of their folders; none where it is one project. */
export const projectsIn = memoized((context: AuditContext): readonly ProjectRoot[] => {
  const clones = new Set(clonesIn(context))
  const projects = rootsIn(context).filter(({ folder }) => !clones.has(folder))
  return projects.length > 1 ? projects : []
})

/** Folders within a project that bear the name of a library which others make, and that is imported: copies of it. */
export const clonesIn = memoized((context: AuditContext): readonly string[] => {
  const { knowledge, trace } = context
  const roots = rootsIn(context)
  const tops = new Set([...trace.elsewhere].map((name) => name.split('.')[0] ?? name))
  const entered = new Set(trace.imports.flatMap(({ from, to }) => (from === to ? [] : to.path)))
  const isImported = ({ folder }: ProjectRoot, imports: readonly string[]): boolean =>
    imports.some((name) => tops.has(name) || entered.has(`${folder}${name}/__init__.py`))
  const isCopy = (root: ProjectRoot): boolean => {
    const { folder, name = nameOfFolder(folder) } = root
    const library = knowledge.libraries.find(({ pypi }) => pypi.includes(name))
    return library !== undefined && isImported(root, library.imports)
  }
  const known = byFolder(roots)
  const isWithin = ({ folder }: ProjectRoot): boolean => foldersAround(folder).some((outer) => known.has(outer))
  return roots.filter((root) => isWithin(root) && isCopy(root)).map(({ folder }) => folder)
})

function nameOfFolder(folder: string): string {
  return normaliseName(folder.split('/').at(-2) ?? '')
}

const rootsIn = memoized((context: AuditContext): readonly ProjectRoot[] => {
  const programs = context.trace.modules.filter(isOfProject)
  const declared = declaredRoots(context, programs)
  const all = [...declared, ...besideOthers(declared, programs)]
  return all.toSorted((a, b) => (a.folder < b.folder ? -1 : 1))
})

/** Tells the innermost project around a file; undefined for what stands beside all of them. */
export function projectOf(projects: readonly ProjectRoot[]): (file: string) => ProjectRoot | undefined {
  const roots = byFolder(projects)
  const owners = new Map<string, ProjectRoot | undefined>()
  return (file) => {
    const folder = folderOf(file)
    if (!owners.has(folder)) owners.set(folder, innermost(folder, roots))
    return owners.get(folder)
  }
}

/** Files that keep a repository in order, and are no project. */
const FOR_UPKEEP =
  /(?:^|\/)(?:setup|conftest|noxfile|tasks|dodo|release|build|fabfile|hubconf|versioneer)\.py$|^(?:scripts?|tools?|dev|ci|release\w{0,20})\//

/** Whether a file is there to keep the repository in order. */
export function isForUpkeep(path: string): boolean {
  return FOR_UPKEEP.test(path)
}

/** Whether a module is one that a project is for; examples are, where nothing stands around them. */
function isOfProject({ path }: Module): boolean {
  const reach = reachOfPath(path)
  return (reach === 'main' || reach === 'optional') && !isForUpkeep(path)
}

/**
 * Folders with a manifest and code of their own. Within a project, only a distribution package is another: a list of
 * requirements there is for a part of it, and so is a package that is a module of the outer one, or no more than an extension.
 */
function declaredRoots(context: AuditContext, programs: readonly Module[]): readonly ProjectRoot[] {
  const candidates = candidatesIn(context)
  const packages = new Set(programs.flatMap((module) => (module.package ? folderOf(module.path) : [])))
  const extensions = new Set(extensionsOf(context).map(({ folder }) => folder))
  const held = new Set(programs.flatMap(({ path }) => holdersOf(path, candidates).filter(isMainOf(path))))
  const services = servicesAmong([...candidates.values()], programs, context)
  const found = new Map<string, ProjectRoot>()
  for (const candidate of candidates.values()) {
    const { folder, name } = candidate
    const outer = innermost(folder, found)
    const isPart = outer && (name === undefined || packages.has(folder) || extensions.has(folder))
    const isBelow = isPart || (outer && isShown(folder, outer))
    if (held.has(candidate) && (!isBelow || services.has(folder))) found.set(folder, candidate)
  }
  return [...found.values()]
}

/** Folders of a project with what it shows or generates: `uv-examples/`, `project_templates/`. */
const SHOWN = /(?:^|[/_-])(?:examples?|demos?|templates?|tutorials?|fixtures)\//i

function isShown(folder: string, outer: ProjectRoot): boolean {
  return !isMainOf(folder)(outer) || SHOWN.test(folder.slice(outer.folder.length))
}

/** Tells whether a path is on the main path of what a root holds. */
function isMainOf(path: string): (root: ProjectRoot) => boolean {
  return ({ folder }) => reachOfPath(path.slice(folder.length)) === 'main'
}

type Roots = ReadonlyMap<string, ProjectRoot>

/** The root that a file is held by; where that is a list of requirements, the package around it holds the file as well. */
function holdersOf(path: string, roots: Roots): readonly ProjectRoot[] {
  const around = rootsAround(path, roots)
  const [inner] = around
  const packaged = around.find(({ name }) => name !== undefined)
  return [...new Set([inner, packaged])].flatMap((root) => root ?? [])
}

function innermost(path: string, roots: Roots): ProjectRoot | undefined {
  return rootsAround(path, roots)[0]
}

/** The roots around a file or folder, innermost first. */
function rootsAround(path: string, roots: Roots): readonly ProjectRoot[] {
  const folder = folderOf(path)
  return [folder, ...foldersAround(folder)].flatMap((each) => roots.get(each) ?? [])
}

/** Folders with a manifest of what somebody runs, outer before inner. Those of tests and of copies are none. */
function candidatesIn({ facts }: AuditContext): Roots {
  const names = new Map(facts.distributions.map(({ name, site }) => [folderOf(site.file), name]))
  const lists = [...manifestsOf(facts).folders].filter((folder) => !isInContainer(folder)).map(withoutListsFolder)
  const folders = new Set([...names.keys(), ...lists])
  const ofPrograms = [...folders].filter((folder) => /^(?:main|optional)$/.test(reachOfPath(`${folder}main.py`)))
  return new Map(
    ofPrograms.toSorted().map((folder) => {
      const name = names.get(folder)
      return [folder, { folder, ...(name === undefined ? {} : { name }) }]
    }),
  )
}

/** `requirements/` holds the lists of the folder around it. */
function withoutListsFolder(folder: string): string {
  return folder.replace(/(^|\/)requirements\/$/, '$1')
}

/** As many projects side by side make a folder a collection, in which a program that says nothing of its needs is one as well. */
const COLLECTION_FROM = 2

/** Folders of programs beside the projects of a collection, and at the root what is left. */
function besideOthers(projects: readonly ProjectRoot[], programs: readonly Module[]): readonly ProjectRoot[] {
  const known = byFolder(projects)
  const bySide = groupBy(
    projects.filter(({ folder }) => folder !== ''),
    ({ folder }) => parentOf(folder),
  )
  const collections = new Set([...bySide].flatMap(([folder, side]) => (side.length >= COLLECTION_FROM ? folder : [])))
  // A folder that holds projects is no project beside them.
  const holding = new Set(projects.flatMap(({ folder }) => [folder, ...foldersAround(folder)]))
  const loose = programs.filter(({ path }) => reachOfPath(path) === 'main' && !innermost(path, known))
  const beside = loose.map(({ path }) => folderWithin(folderOf(path), collections))
  const roots = new Set(beside.flatMap((folder) => (folder === undefined || holding.has(folder) ? [] : folder)))
  const isLeft = beside.some((folder) => folder === undefined || !roots.has(folder))
  return [...roots, ...(isLeft && projects.length > 0 ? [''] : [])].map((folder) => ({ folder }))
}

/** The folder around a folder, or itself, that stands directly in a collection. */
function folderWithin(folder: string, collections: ReadonlySet<string>): string | undefined {
  return [folder, ...foldersAround(folder)].find((each) => each !== '' && collections.has(parentOf(each)))
}

function parentOf(folder: string): string {
  return folderOf(folder.slice(0, -1))
}

function byFolder(projects: readonly ProjectRoot[]): Roots {
  return new Map(projects.map((project) => [project.folder, project]))
}
