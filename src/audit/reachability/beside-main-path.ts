/** Code that a file's path does not show to be beside the main path. */
import type { Finding, Site } from '../../report/report.ts'
import { clonesIn } from '../packages/projects.ts'
import { memoized } from '../memoized.ts'
import { functionAt } from '../observations/function-at.ts'
import { isTrialFunction } from './trial-functions.ts'
import { reachInProject } from './reach-in-project.ts'
import { folderOf, isCalledTest, isTestByNameAlone, reachOfModule, reachOfPath } from './reach.ts'
import type { Module } from '../../trace/module.ts'
import type { AuditContext } from '../rule.ts'
import { seen } from '../observations/seen.ts'

/** Files at the root that are parts of a program by their names. */
const PARTS = /^(?:data_?(?:sets?|utils)|models?|utils?|layers|loss(?:es)?|networks?|modules|transforms?)\.py$/

/** Folders of the parts of networks, which are often made by the name of their class, so that no import of them is seen. */
const OF_PARTS =
  /(?:^|\/)(?:models?|modules|layers|blocks|networks?|nets|backbones?|baselines|encoders|decoders|losses)\/(?!(?:.*\/)?(?:train|main|run|demo|infer|eval|sample|export|convert)\w*\.py$)/

/** What only the containers of Cog, and those of NVIDIA's inference server, have. */
const IN_CONTAINERS = ['cog', 'triton_python_backend_utils'] as const

/** Notebooks that show by their names how a package is used. */
const SHOWS = /(?:^|[/_-])(?:demos?|examples?|tutorials?|quick_?starts?|getting_started)(?:[_-][^/]*)?\.ipynb$/i

/**
 * Whether a place is beside the main path: in a predictor for Cog's containers, where a module tries itself out, or in a notebook
 * that shows a package to those who install it.
 */
export const isBesideMainPath = memoized((context: AuditContext): ((site: Site) => boolean) => {
  const predictors = predictorsOf(context)
  const trials = trialsOf(context)
  const isTrial = isTrialFunction(context)
  return (site) => {
    const { file, line } = site
    if (predictors.has(file) || line >= (trials.get(file) ?? Number.POSITIVE_INFINITY)) return true
    if (context.trace.installed && SHOWS.test(file)) return true
    const around = functionAt(context, site)
    return around !== undefined && isTrial(around)
  }
})

/** A finding whose code is beside the main path is `optional`. */
export function placedBeside(context: AuditContext): (finding: Finding) => Finding {
  const isBeside = isBesideMainPath(context)
  const needed = neededTests(context)
  const clones = clonesIn(context)
  const reachOf = reachInProject(context)
  const isMainAfterAll = ({ file }: Site): boolean => reachOfPath(file) !== 'main' && reachOf(file) === 'main'
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
    if (/^(?:optional|test)$/.test(reach) && sites.every(isMainAfterAll)) return { ...finding, reach: 'main' }
    return reach === 'test' && sites.every(({ file }) => needed.has(file)) ? { ...finding, reach: 'main' } : finding
  }
}

/** Files that only such containers run, where the project is more than that: a package, or other programs. */
function predictorsOf(context: AuditContext): ReadonlySet<string> {
  const { installed, modules } = context.trace
  const predictors = new Set(seen(context, 'import', ...IN_CONTAINERS).map(({ module }) => module.path))
  const isOther = ({ script, path }: Module): boolean =>
    script === true && !predictors.has(path) && !path.endsWith('setup.py') && reachOfPath(path) === 'main'
  return installed || modules.some(isOther) ? predictors : new Set()
}

/** `DCNv2/test.py` beside `DCNv2/build.py` tries out the kernels that are built there. */
function isTestOfExtension(path: string, built: ReadonlySet<string>): boolean {
  return path.endsWith('/test.py') && built.has(folderOf(path))
}

/** Modules called tests in no folder of tests, `i2v_test.py`, `test_net.py`, that the main path imports, or that test nothing: they are none. */
export const neededTests = memoized(({ trace }: AuditContext): ReadonlySet<string> => {
  const imported = trace.imports.flatMap(({ from, to }) =>
    isCalledTest(to.path) && reachOfModule(from) === 'main' ? to : [],
  )
  const programs = trace.modules.filter(isTestByNameAlone)
  const paths = [...imported, ...programs].map(({ path }) => path)
  return new Set(paths.filter((path) => reachOfPath(folderOf(path)) === 'main'))
})

/** The lines from which on modules within packages, which others import or make parts of by name, try themselves out. */
function trialsOf({ trace }: AuditContext): ReadonlyMap<string, number> {
  const parts = trace.modules.filter(({ path }) => OF_PARTS.test(path))
  const imported = new Set([...trace.imports.map(({ to }) => to), ...parts])
  return new Map(
    [...imported].flatMap(({ path, trialLine, madeUp }): [string, number][] => {
      const isPart = path.includes('/') || PARTS.test(path) || madeUp === true
      return trialLine !== undefined && isPart ? [[path, trialLine]] : []
    }),
  )
}
