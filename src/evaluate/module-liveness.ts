/**
 * Which modules the machine comes to. A module that the project imports only from code that does not run there is dead, and so
 * is all that is in it: `if is_npu_available(): from .npu import kernels`. Where nobody can tell, a module is live.
 */
import type { PythonModule } from '../project/python/module.ts'
import type { Liveness } from '../trace/observation.ts'
import { isMeant, writtenAs } from '../trace/module-names.ts'
import type { FunctionState, ImportEdge, Program } from './program.ts'
import type { Basis } from '../trace/place.ts'

/** Functions that are called only from code that does not run, with the machine facts behind that. */
export type DeadFunctions = ReadonlyMap<FunctionState['definition'], readonly Basis[]>

/** What each module imports, and the liveness of that. */
type Edges = ReadonlyMap<PythonModule, ReadonlyMap<PythonModule, Liveness>>

/** The liveness of each module by the imports of the last round; a module that is not in the answer is dead. */
export function liveModules(program: Program, dead: DeadFunctions): ReadonlyMap<PythonModule, Liveness> {
  const modules = [...program.states.keys()]
  const edges = edgesBetween(program, dead)
  const imported = new Set([...edges.values()].flatMap((to) => [...to.keys()]))
  const begin = modules.filter((module) => isEntry(module, program) || !imported.has(module))
  const choices = oneOfSeveral(begin, program)
  const starts: Start[] = begin.map((module) => [module, choices.has(module) ? 'maybe' : 'yes'])
  const entered = reached(starts, edges, true)
  // Modules that import one another in a circle, which nothing outside it enters, are come to by means not seen here.
  starts.push(...modules.filter((module) => !entered.has(module)).map(surely))
  const found = reached(starts, edges)
  const isNamed = namedElsewhere(program, found)
  const named = modules.filter((module) => !found.has(module) && isNamed(module))
  return named.length > 0 ? reached([...starts, ...named.map(surely)], edges) : found
}

type Start = readonly [PythonModule, Liveness]

const surely = (module: PythonModule): Start => [module, 'yes']

/** What is come to from modules that run; `anyhow` over imports that do not run too. */
function reached(starts: readonly Start[], edges: Edges, anyhow = false): Map<PythonModule, Liveness> {
  const found = new Map<PythonModule, Liveness>()
  const waiting = [...starts]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [module, live] = next
    const before = found.get(module)
    if (live === 'no' || before === live || before === 'yes') continue
    found.set(module, live)
    for (const [to, way] of edges.get(module) ?? []) waiting.push([to, anyhow ? 'yes' : lesser(live, way)])
  }
  return found
}

const ORDER: readonly (Liveness | undefined)[] = [undefined, 'no', 'maybe', 'yes']

function isLess(a: Liveness | undefined, b: Liveness): boolean {
  return ORDER.indexOf(a) < ORDER.indexOf(b)
}

function lesser(a: Liveness, b: Liveness): Liveness {
  return isLess(a, b) ? a : b
}

function edgesBetween(program: Program, dead: DeadFunctions): Edges {
  const edges = new Map<PythonModule, Map<PythonModule, Liveness>>()
  const packages = new Map([...program.states.keys()].map((module) => [module, packagesAround(module, program)]))
  for (const edge of program.imports) {
    const live = livenessOf(edge, dead)
    if (!live) continue
    let from = edges.get(edge.from)
    if (!from) edges.set(edge.from, (from = new Map()))
    if (isLess(from.get(edge.to), live)) from.set(edge.to, live)
    else continue
    // Python imports the packages around a module on the way to it.
    for (const outer of packages.get(edge.to) ?? []) if (isLess(from.get(outer), live)) from.set(outer, live)
  }
  return edges
}

/** Undefined for an import for type checkers, which says nothing of who needs the module. */
function livenessOf(edge: ImportEdge, dead: DeadFunctions): Liveness | undefined {
  const facts = deadForFunction(edge.function, dead) ?? (edge.live === 'no' ? edge.deadFor : undefined)
  if (!facts) return edge.live
  if (facts.length === 0) return 'maybe'
  return facts.every(({ name }) => name === 'typing.TYPE_CHECKING') ? undefined : 'no'
}

/** The facts for which one of the functions around code is dead; undefined when none is. */
function deadForFunction(inner: FunctionState | undefined, dead: DeadFunctions): readonly Basis[] | undefined {
  for (let state = inner; state; state = state.frame.function) {
    const facts = dead.get(state.definition)
    if (facts) return facts
  }
  return undefined
}

/** The packages that a module is in, innermost first. */
function packagesAround({ path }: PythonModule, { modules }: Program): readonly PythonModule[] {
  const around: PythonModule[] = []
  const folders = path.replace(/(\/__init__)?\.\w+$/, '').split('/')
  for (folders.pop(); folders.length > 0; folders.pop()) {
    const found = modules.get(`/${folders.join('/')}/__init__.py`)
    if (!found) break
    around.push(found.module)
  }
  return around
}

/** Whether a module is run or imported by people rather than by other modules. */
function isEntry(module: PythonModule, program: Program): boolean {
  return module.script || (module.package && packagesAround(module, program).length === 0)
}

/**
 * The modules, of those that nothing else comes to, of which a program takes one by its name: `import_module(TASKS[task])`. It
 * runs without the others. Where a program goes through a folder, it takes all of them.
 */
function oneOfSeveral(begin: readonly PythonModule[], program: Program): ReadonlySet<PythonModule> {
  const importers = [...program.states.keys()].filter(({ byName }) => byName && !byName.folder)
  const found = begin.filter((module) => {
    if (isEntry(module, program)) return false
    const written = writtenAs(module.name)
    return importers.some(
      ({ byName, path }) => byName && path !== module.path && isMeant(module, written, byName, path),
    )
  })
  return new Set(found.length > 1 ? found : [])
}

/** Tells whether a module may be meant by a name: where an import was not understood, or in what imports by names. */
function namedElsewhere(
  program: Program,
  live: ReadonlyMap<PythonModule, Liveness>,
): (module: PythonModule) => boolean {
  const importers = [...program.states.keys()].filter((module) => live.has(module) && module.byName)
  const names = new Set(importers.flatMap(({ byName }) => [...(byName?.names ?? [])]))
  const folders = importers.flatMap(({ byName, path }) => (byName?.folder ? path.replace(/[^/]*$/, '') : []))
  return ({ name, path }) => {
    const { whole, begun } = writtenAs(name)
    return (
      whole.some((written) => names.has(written) || program.elsewhere.has(written)) ||
      begun.some((written) => names.has(written)) ||
      folders.some((folder) => folder !== '' && path.startsWith(folder))
    )
  }
}
