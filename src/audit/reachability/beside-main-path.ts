/** Code that a file's path does not show to be beside the main path. */
import type { PythonModule } from '../../project/python/module.ts'
import type { Finding, Site } from '../../report/report.ts'
import { reachOfPath } from './reach.ts'
import type { AuditContext } from '../rule.ts'
import { seen } from '../observations/seen.ts'

/** What shows that a program is run by itself is made for it: options, or a function that is called. */
const PROGRAM =
  /argparse|parse_args|\bsys\.argv|\bfire\.|\bclick\.|\btyper\.|\btyro\.|^\s*(?:\w+\.)?(?:main|run|cli|train|app)\(/m

/** Files at the root that are parts of a program by their names. */
const PARTS = /^(?:data_?(?:sets?|utils)|models?|utils?|layers|loss(?:es)?|networks?|modules|transforms?)\.py$/

/** A finding whose code is beside the main path is `optional`: a predictor for Cog's containers, a module trying itself out. */
export function placedBeside(context: AuditContext): (finding: Finding) => Finding {
  const predictors = new Set(
    seen(context, 'import').flatMap(({ top, module }) => (top === 'cog' ? module.file.path : [])),
  )
  const trials = trialsOf(context)
  const isBeside = ({ file, line }: Site): boolean =>
    predictors.has(file) || line >= (trials.get(file) ?? Number.POSITIVE_INFINITY)
  const needed = neededTests(context)
  const clones = clonesIn(context)
  const built = new Set(
    context.facts.modules.flatMap(({ file: { path } }) => (/.\/(?:setup|build)\.py$/.test(path) ? folderOf(path) : [])),
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

/** Folders that say what they need themselves and hold a package of their own name, `dinov2/dinov2/`: clones of other projects. */
function clonesIn({ facts }: AuditContext): readonly string[] {
  const paths = facts.modules.map(({ file }) => file.path)
  const folders = new Set(paths.flatMap((path) => /^((?:.+\/)?([^/]+)\/)\2\//.exec(path)?.[1] ?? []))
  return [...folders].filter(
    (folder) =>
      facts.declarations.some(
        ({ site }) => site.file.startsWith(folder) && !site.file.slice(folder.length).includes('/'),
      ) && paths.some((path) => !path.startsWith(folder) && reachOfPath(path) === 'main'),
  )
}

/** What shows that a module holds tests. */
const TESTS = /\bdef test|\bclass Test|\bunittest\b|\bpytest\b|\bassert\b/

/** `DCNv2/test.py` beside `DCNv2/build.py` tries out the kernels that are built there. */
function isTestOfExtension(path: string, built: ReadonlySet<string>): boolean {
  return path.endsWith('/test.py') && built.has(folderOf(path))
}

/** Modules called tests in no folder of tests, `i2v_test.py`, that the main path imports, or that test nothing: they are none. */
function neededTests(context: AuditContext): ReadonlySet<string> {
  const { imports } = context.evaluation.program
  const imported = imports.flatMap(({ from, to }) => (reachOfPath(from.file.path) === 'main' ? to : []))
  const programs = context.facts.modules.filter(({ file, outline }) => !outline && !TESTS.test(file.text))
  const paths = [...imported, ...programs].map(({ file }) => file.path)
  return new Set(paths.filter((path) => path.endsWith('_test.py') && reachOfPath(folderOf(path)) === 'main'))
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/** The lines from which on modules within packages, which others import, try themselves out. */
function trialsOf(context: AuditContext): ReadonlyMap<string, number> {
  const imported = new Set(context.evaluation.program.imports.map(({ to }) => to))
  const found = new Map<string, number>()
  for (const module of imported) {
    const line = trialLine(module)
    if (line !== undefined) found.set(module.file.path, line)
  }
  return found
}

function trialLine({ file, scriptLine }: PythonModule): number | undefined {
  if (scriptLine === undefined || (!file.path.includes('/') && !PARTS.test(file.path))) return undefined
  const lines = file.text.split('\n')
  const block = lines.slice(scriptLine).join('\n')
  if (!PROGRAM.test(block)) return scriptLine
  // A `main` that takes nothing from the command line, at the end of what others import, tries it out as well.
  const main = lines.findLastIndex((line) => /^def main\(\s*\):/.test(line))
  const isWhole = /^\s*main\(\s*\)\s*$/.test(block) && main >= 0
  return isWhole && !PROGRAM.test(lines.slice(main + 1, scriptLine - 1).join('\n')) ? main + 1 : undefined
}
