/** How surely a program comes to the code of a function, judged by the calls of it. */
import type { Guard, Observation } from '../../evaluate/observation.ts'
import type { FunctionState } from '../../evaluate/program.ts'
import type { ProjectFacts } from '../../project/facts.ts'
import type { PythonModule } from '../../project/python/module.ts'
import { memoized } from '../memoized.ts'

/** Longest chain of calls that is followed. */
const CALLS_LIMIT = 4

/**
 * `perhaps` where each call is behind a condition that is not known or was not read, or a package is there for others to
 * call; `never` where each call is in code that does not run, or nobody names the function.
 */
export type CallReachability = 'surely' | 'perhaps' | 'never'

/** How surely the function around some code is called. */
export function callReachability({ function: around }: Pick<Observation, 'function'>, depth = 0): CallReachability {
  return (around && reachabilityAt[depth]?.(around)) ?? 'surely'
}

/** By the length of the chain before it, each function is asked about once: many calls lead to one, and many to each of those. */
const reachabilityAt = Array.from({ length: CALLS_LIMIT + 1 }, (_, depth) =>
  memoized((around: FunctionState): CallReachability => {
    const { liveCalls, deadCalls } = around
    if (liveCalls.length === 0) return deadCalls > 0 ? 'never' : byName(around)
    const reachabilities = liveCalls.map((call) =>
      call.guards.some(isOpen) ? 'perhaps' : callReachability(call, depth + 1),
    )
    return reachabilities.includes('surely') ? 'surely' : reachabilities.includes('perhaps') ? 'perhaps' : 'never'
  }),
)

/** A condition of which nothing is known, other than that the program is run by itself. */
function isOpen({ value, place }: Guard): boolean {
  return value === undefined && !place.module.file.text.slice(place.at, place.end).includes('__name__')
}

/** Functions that something outside the project calls: the entry of a program, a test, what Python itself calls. */
const CALLED_FROM_OUTSIDE = /^(?:main|cli|run|app|handler|setup|test.*|__\w+__)$/

/** Packages by which programs make objects of classes that a text names: of those it is not known who makes them. */
const BY_TEXT = ['importlib', 'hydra', 'pydoc', 'mmcv', 'mmengine', 'detectron2', 'fairseq', 'registry']

/** Of a function no call of which was seen: whether anything names it, or for a method its class. */
const byName = memoized((state: FunctionState): CallReachability => {
  const { definition, owner, importers, module, frame } = state
  const { program } = frame
  if (definition.kind === 'lambda' || definition.decorators.length > 0 || frame.function) return 'surely'
  if (CALLED_FROM_OUTSIDE.test(definition.name)) return 'surely'
  // Of files in which nothing matters no text is kept: one of them that imports the module may call it.
  if ((importers?.size ?? 0) > 0 || program.imports.some(({ from, to }) => to === module && from.outline))
    return 'perhaps'
  const unnamed: CallReachability = isInPackage(module, program.facts) ? 'perhaps' : 'never'
  if (owner && owner.definition.decorators.length === 0) {
    // A program may be told of a class in a file that nothing imports, as Cog is of its predictor.
    const isMadeByText =
      program.imports.every(({ to }) => to !== module) || BY_TEXT.some((name) => program.elsewhere.has(name))
    if (!isMadeByText && !isNamed(owner.definition.name, module, program.facts, 'class')) return unnamed
    // Methods of classes with bases elsewhere are called from there.
    if (owner.bases.some((base) => base.kind !== 'class')) return 'surely'
  }
  return isNamed(definition.name, module, program.facts, owner ? undefined : 'def') ? 'perhaps' : unnamed
})

/** Whether any file names something; one that defines `own` of the same name means that. */
function isNamed(name: string, home: PythonModule, { modules }: ProjectFacts, own?: 'def' | 'class'): boolean {
  const defined = new RegExp(String.raw`^${own}\s+${name}\b`, 'm')
  return modules.some(
    (module) =>
      isNamedIn(module.file.text, name) && (module === home || own === undefined || !defined.test(module.file.text)),
  )
}

/** Whether a module belongs to a package that is installed for others to import. */
function isInPackage({ file }: PythonModule, { modules, declarations }: ProjectFacts): boolean {
  const [folder] = /^(?:src\/)?[^/]+\//.exec(file.path) ?? []
  const isInstalled = modules.some(({ file: { path } }) => path === 'setup.py') || declarations.some(isOfPackage)
  return isInstalled && modules.some(({ file: { path } }) => path === `${folder ?? ''}__init__.py`)
}

/** `torch.cuda.set_device` is none of the project's own. */
const CUDA_CALLS = 'torch.cuda.'

/** Whether a text names something other than by defining it. */
function isNamedIn(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const isWhole = !/\w/.test(text[at - 1] ?? '') && !/\w/.test(text[at + name.length] ?? '')
    const isOfTorch = text.startsWith(CUDA_CALLS, at - CUDA_CALLS.length)
    if (isWhole && !isOfTorch && !/(?:def|class)\s+$/.test(text.slice(Math.max(0, at - 8), at))) return true
  }
  return false
}

/** What a package that can be installed says of itself. */
function isOfPackage({ format }: { readonly format: string }): boolean {
  return format === 'pyproject-toml' || format === 'setup-cfg'
}
