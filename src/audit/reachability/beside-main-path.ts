/** Code that a file's path does not show to be beside the main path. */
import type { Module } from '../../trace/trace.ts'
import type { Finding, Site } from '../../report/report.ts'
import { foldersAround, manifestsOf } from '../packages/manifests.ts'
import { reachOfPath } from './reach.ts'
import type { AuditContext } from '../rule.ts'
import { seen } from '../observations/seen.ts'

/** Files at the root that are parts of a program by their names. */
const PARTS = /^(?:data_?(?:sets?|utils)|models?|utils?|layers|loss(?:es)?|networks?|modules|transforms?)\.py$/

/** A finding whose code is beside the main path is `optional`: a predictor for Cog's containers, a module trying itself out. */
export function placedBeside(context: AuditContext): (finding: Finding) => Finding {
  const predictors = new Set(seen(context, 'import', 'cog').map(({ module }) => module.path))
  const trials = trialsOf(context)
  const isBeside = ({ file, line }: Site): boolean =>
    predictors.has(file) || line >= (trials.get(file) ?? Number.POSITIVE_INFINITY)
  const needed = neededTests(context)
  const clones = clonesIn(context)
  const built = new Set(
    context.trace.modules.flatMap(({ path }) => (/.\/(?:setup|build)\.py$/.test(path) ? folderOf(path) : [])),
  )
  return (finding) => {
    const { reach, sites } = finding
    const isOfOthers = sites.every(({ file }) => clones.some((folder) => file.startsWith(folder)))
    if (isOfOthers && /^(?:main|optional)$/.test(reach)) return { ...finding, reach: 'vendored' }
    if (reach === 'main' && sites.every(({ file }) => isTestOfExtension(file, built)))
      return { ...finding, reach: 'test' }
    if (reach === 'main' && sites.every(isBeside)) return { ...finding, reach: 'optional' }
    return reach === 'test' && sites.every(({ file }) => needed.has(file)) ? { ...finding, reach: 'main' } : finding
  }
}

/**
 * Folders that say what they need themselves and hold a package of their own name, `dinov2/dinov2/`: clones of other projects,
 * where there is a project beside them. Where all code is in folders that say what they need, each is a project.
 */
function clonesIn({ facts, trace }: AuditContext): readonly string[] {
  const paths = trace.modules.map(({ path }) => path)
  const named = new Set(paths.flatMap((path) => /^((?:.+\/)?([^/]+)\/)\2\//.exec(path)?.[1] ?? []))
  const { folders } = manifestsOf(facts)
  const isApart = (path: string): boolean => foldersAround(path).some((folder) => folder !== '' && folders.has(folder))
  const isBeside = paths.some((path) => reachOfPath(path) === 'main' && !FOR_UPKEEP.test(path) && !isApart(path))
  return isBeside ? [...named].filter((folder) => folders.has(folder)) : []
}

/** Files that keep a repository in order, and are no project. */
const FOR_UPKEEP = /^(?:(?:scripts?|tools?|dev|ci|release)\/|(?:setup|conftest|noxfile|tasks|dodo|release|build)\.py$)/

/** `DCNv2/test.py` beside `DCNv2/build.py` tries out the kernels that are built there. */
function isTestOfExtension(path: string, built: ReadonlySet<string>): boolean {
  return path.endsWith('/test.py') && built.has(folderOf(path))
}

/** Modules called tests in no folder of tests, `i2v_test.py`, that the main path imports, or that test nothing: they are none. */
function neededTests({ trace }: AuditContext): ReadonlySet<string> {
  const imported = trace.imports.flatMap(({ from, to }) =>
    isCalledTest(to) && reachOfPath(from.path) === 'main' ? to : [],
  )
  const programs = trace.modules.filter((module) => isCalledTest(module) && !module.outline && module.tests === false)
  const paths = [...imported, ...programs].map(({ path }) => path)
  return new Set(paths.filter((path) => reachOfPath(folderOf(path)) === 'main'))
}

function isCalledTest({ path }: Module): boolean {
  return path.endsWith('_test.py')
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/** The lines from which on modules within packages, which others import, try themselves out. */
function trialsOf({ trace }: AuditContext): ReadonlyMap<string, number> {
  const imported = new Set(trace.imports.map(({ to }) => to))
  return new Map(
    [...imported].flatMap(({ path, trialLine }): [string, number][] => {
      const isPart = path.includes('/') || PARTS.test(path)
      return trialLine !== undefined && isPart ? [[path, trialLine]] : []
    }),
  )
}
