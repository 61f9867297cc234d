/** How surely a program comes to the code of a function, judged by the calls of it. */
import type { Guard, Observation } from '../evaluate/observation.ts'
import type { FunctionState } from '../evaluate/program.ts'
import type { ProjectFacts } from '../project/facts.ts'
import type { PythonModule } from '../project/python/module.ts'
import { remembered } from './remembered.ts'

/** Longest chain of calls that is followed. */
const CALLS_LIMIT = 4

/**
 * `perhaps` where each call is behind a condition that is not known, or a package is there for others to call; `never` where
 * each call is in code that does not run, or nobody names the function.
 */
export type Coming = 'surely' | 'perhaps' | 'never'

/** How surely the function around some code is called. */
export function comesTo({ function: around }: Pick<Observation, 'function'>, depth = 0): Coming {
  if (!around || depth > CALLS_LIMIT) return 'surely'
  const { liveCalls, deadCalls } = around
  if (liveCalls.length === 0) return deadCalls > 0 ? 'never' : byName(around)
  const comings = liveCalls.map((call) => (call.guards.some(isOpen) ? 'perhaps' : comesTo(call, depth + 1)))
  return comings.includes('surely') ? 'surely' : comings.includes('perhaps') ? 'perhaps' : 'never'
}

/** A condition of which nothing is known, other than that the program is run by itself. */
function isOpen({ value, place }: Guard): boolean {
  return value === undefined && !place.module.file.text.slice(place.at, place.end).includes('__name__')
}

/** Functions that something outside the project calls: the entry of a program, a test, what Python itself calls. */
const CALLED_FROM_OUTSIDE = /^(?:main|cli|run|app|handler|setup|test.*|__\w+__)$/

/** Of a function no call of which was seen: whether anything names it. */
const byName = remembered((state: FunctionState): Coming => {
  const { definition, owner, importers, module, frame } = state
  if (definition.kind === 'lambda' || definition.decorators.length > 0 || frame.function) return 'surely'
  // Methods of classes with bases elsewhere are called from there.
  if (owner?.bases.some((base) => base.kind !== 'class') || importers.size > 0) return 'surely'
  if (CALLED_FROM_OUTSIDE.test(definition.name)) return 'surely'
  const { modules } = frame.program.facts
  // Of files in which nothing matters no text is kept: one of them that imports the module may call it.
  const unread = frame.program.imports.some(({ from, to }) => to === module && from.outline)
  // A file with a function of the same name means its own.
  const own = `def ${definition.name}(`
  const others = modules.filter((other) => other === module || owner !== undefined || !other.file.text.includes(own))
  if (unread || others.some(({ file }) => isNamedIn(file.text, definition.name))) return 'surely'
  return isInPackage(module, frame.program.facts) ? 'perhaps' : 'never'
})

/** Whether a module belongs to a package that is installed for others to import. */
function isInPackage({ file }: PythonModule, { modules, declarations }: ProjectFacts): boolean {
  const [folder] = /^(?:src\/)?[^/]+\//.exec(file.path) ?? []
  const isInstalled = modules.some(({ file: { path } }) => path === 'setup.py') || declarations.some(isOfPackage)
  return isInstalled && modules.some(({ file: { path } }) => path === `${folder ?? ''}__init__.py`)
}

/** Whether a text names a function other than by defining it. */
function isNamedIn(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const isWhole = !/\w/.test(text[at - 1] ?? '') && !/\w/.test(text[at + name.length] ?? '')
    if (isWhole && !/def\s+$/.test(text.slice(Math.max(0, at - 6), at))) return true
  }
  return false
}

/** What a package that can be installed says of itself. */
function isOfPackage({ format }: { readonly format: string }): boolean {
  return format === 'pyproject-toml' || format === 'setup-cfg'
}
