import { neededTests } from '../../audit/reachability/beside-main-path.ts'
import { reachInProject } from '../../audit/reachability/reach-in-project.ts'
import type { AuditContext } from '../../audit/rule.ts'

export type Module = AuditContext['trace']['modules'][number]

/** A module by which people come into the project, and where that is written. */
export interface WayIn {
  readonly module: Module
  readonly file: string
  readonly line: number
  readonly title?: string
}

/** Most ways in that are listed: more than this is a folder of tools, of which the first give the picture. */
const LIMIT = 100

/** Files that are run by tools for packaging and tests. */
const NOT_FOR_PEOPLE = /(?:^|\/)(?:setup|conftest|noxfile|versioneer)\.py$/

/** Commands that are installed, scripts and notebooks of the main path: those nearest to the root first. */
export function waysIn(context: AuditContext): readonly WayIn[] {
  const { modules } = context.trace
  const imported = importedModules(context)
  const reachOf = reachInProject(context)
  const calledTests = neededTests(context)
  const running = new Set(
    context.index.byKind.call.flatMap(({ module, function: within, live }) =>
      within === undefined && live !== 'no' ? module : [],
    ),
  )
  const packages = new Set(modules.flatMap((module) => (module.package ? folderOf(module.path) : [])))
  const isLoose = (module: Module): boolean =>
    !imported.has(module) && running.has(module) && !packages.has(folderOf(module.path))

  const scripts = modules
    .filter(({ path }) => (reachOf(path) === 'main' || calledTests.has(path)) && !NOT_FOR_PEOPLE.test(path))
    .filter((module) => module.notebook || module.script || isLoose(module))
  // Where there is a program, what others import and only tries itself out is none.
  const programs = scripts.filter((module) => !isTrial(module) || !imported.has(module))
  const ways = (programs.length > 0 ? programs : scripts).map((module) => ({
    module,
    file: module.path,
    line: lineOf(module),
  }))
  return [...commandsIn(context), ...ways.toSorted(byDepth)].slice(0, LIMIT)
}

function isTrial({ path, notebook, trialLine, madeUp }: Module): boolean {
  return !notebook && trialLine !== undefined && (path.includes('/') || madeUp === true)
}

/** Commands that are installed with the project, each with the module that it runs, wherever the sources are kept. */
function commandsIn(context: AuditContext): readonly WayIn[] {
  const { facts, trace } = context
  const reachOf = reachInProject(context)
  const main = facts.consoleScripts.filter(({ site }) => reachOf(site.file) === 'main')
  return main.flatMap(({ name, module: dotted, site }) => {
    const module = trace.modules.find((own) => own.name === dotted || own.name.endsWith(`.${dotted}`))
    return module ? [{ module, file: site.file, line: site.line, title: name }] : []
  })
}

function importedModules({ trace }: AuditContext): ReadonlySet<Module> {
  return new Set(trace.imports.filter(({ from, to }) => from !== to).map(({ to }) => to))
}

/** Where a script says what to do when it is run; of a notebook, and of one that says it nowhere, the beginning. */
function lineOf({ notebook, scriptLine }: Module): number {
  return notebook ? 1 : (scriptLine ?? 1)
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

function byDepth(a: WayIn, b: WayIn): number {
  return depth(a) - depth(b) || (a.file < b.file ? -1 : 1)
}

function depth({ file }: WayIn): number {
  return file.split('/').length
}
