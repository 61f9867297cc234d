/** How the main path comes to a module: by this a library's absence stops the program, a part of it, or nothing. */
import type { ImportSeen, Observation } from '../../trace/observation.ts'
import type { Expression } from '../../trace/syntax.ts'
import type { TracedFunction } from '../../trace/definition.ts'
import type { Module, Trace } from '../../trace/trace.ts'
import { isCaught } from '../devices/exceptions.ts'
import { unparse } from '../../trace/unparse.ts'
import { isForCudaAlone, isOptedInto } from '../devices/cuda-only.ts'
import { reachOfModule, reachOfPath } from './reach.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'
import { textOf } from '../observations/call-arguments.ts'
import { isLive, seen } from '../observations/seen.ts'

/** `lazily`: from within a function; `guarded`: where failing is provided for, or where a Mac does not come. */
export type Way = 'always' | 'lazily' | 'guarded'

const WAYS: readonly Way[] = ['always', 'lazily', 'guarded']

/** How an import of something external is come to, counting both its own place and the way to its module. */
export function wayTo(context: AuditContext, observation: Observation): Way {
  return later(wayWithin(observation, context), waysToModules(context).get(observation.module) ?? 'always')
}

/** What a module does when it is run by itself is nothing to those that import it. */
function wayWithin(observation: Observation, { trace }: AuditContext): Way {
  const isProgram = !observation.function && observation.guards.some(({ test }) => isMainGuard(test))
  const way = wayOf(observation)
  return isProgram && importedModules(trace).has(observation.module) ? later(way, 'lazily') : way
}

const importedModules = memoized(({ imports }: Trace): ReadonlySet<Module> => {
  return new Set(
    imports.flatMap(({ from, to, live }) => (from !== to && live !== 'no' && reachOfModule(from) !== 'test' ? to : [])),
  )
})

/** How code is come to within its own module. */
function wayOf(observation: Observation): Way {
  if (!isLive(observation) || isCaught(observation, 'ModuleNotFoundError') || isForCudaAlone(observation))
    return 'guarded'
  if (observation.guards.some(({ basis, value, side }) => basis.length > 0 && value !== side)) return 'guarded'
  const isLater = observation.function && !isSurelyCalled(observation.function)
  return isLater || observation.live === 'maybe' ? 'lazily' : 'always'
}

/** Longest chain of calls that is followed. */
const CALLS_LIMIT = 4

/** Whether the program, and not its tests alone, calls a function on no condition that is open. */
function isSurelyCalled(called: TracedFunction, depth = 0): boolean {
  if (isEntry(called)) return true
  if (called.reachability !== 'surely' || depth > CALLS_LIMIT) return false
  return called.calls.live.some(
    ({ module, guards, function: from }) =>
      reachOfModule(module) === 'main' &&
      guards.every(({ value, test }) => value !== undefined || isMainGuard(test)) &&
      (!from || isSurelyCalled(from, depth + 1)),
  )
}

/** Modules of a project that cannot do without a library often say so in words of their own, which their importers catch. */
function wayToOwn(edge: Observation): Way {
  return isProvidedFor(edge) ? 'guarded' : wayOf(edge)
}

/** Whether its failing is caught, around it or around each call of the function that it is in, or no call of that runs. */
function isProvidedFor(edge: Observation): boolean {
  if (isCaught(edge, 'RuntimeError')) return true
  const { live = [], dead = 0 } = edge.function?.calls ?? {}
  const calls = live.filter(({ module }) => reachOfModule(module) !== 'test')
  return calls.length + dead > 0 && calls.every((call) => isCaught(call, 'RuntimeError'))
}

/** Functions by which programs begin: what they import, all of the program has need of. */
function isEntry({ name }: TracedFunction): boolean {
  return /^(main|cli)$/.test(name)
}

/** Whether an import surely fails on the machine that the trace is of, and nothing provides for that. */
export function importFails(context: AuditContext, observation: ImportSeen): boolean {
  return (
    observation.importable === false &&
    isLive(observation) &&
    !isOwnModule(observation.top, context) &&
    !isAskedFor(observation) &&
    !isSkippedWithout(observation, context) &&
    wayTo(context, observation) !== 'guarded'
  )
}

/** `pytest.importorskip("sglang")`: where that is missing, nothing of the file runs. */
function isSkippedWithout({ top, module }: ImportSeen, context: AuditContext): boolean {
  return skippedWithout(context).get(module)?.has(top) ?? false
}

/** The packages without which all of a module is skipped. */
const skippedWithout = memoized((context: AuditContext): ReadonlyMap<Module, ReadonlySet<string>> => {
  const found = new Map<Module, Set<string>>()
  for (const call of seen(context, 'call', /importorskip$/)) {
    const name = textOf(call.positional[0]?.value)
    if (name === undefined) continue
    found.set(call.module, (found.get(call.module) ?? new Set()).add(name.split('.')[0] ?? name))
  }
  return found
})

/** Whether a condition around an import asks for what is imported by name: `if HAS_TRITON: import triton`. */
function isAskedFor(observation: ImportSeen): boolean {
  return /^\w+$/.test(observation.top) && isOptedInto(observation, new RegExp(observation.top, 'i'))
}

/** Folders in which projects keep their packages. */
const ROOTS = ['src', 'python', 'lib', 'packages']

/** Whether a module is the project's own: of files in which nothing matters no more is known than the folder. */
export function isOwnModule(top: string, { trace }: AuditContext): boolean {
  return ownModules(trace).has(top)
}

const ownModules = memoized(({ modules: all }: Trace): ReadonlySet<string> => {
  const names = all.flatMap(({ path }) => {
    const [outer = '', inner = '', ...rest] = path.split('/')
    if (inner === '') return []
    return ROOTS.includes(outer) && rest.length > 0 ? [outer, inner] : [outer]
  })
  return new Set(names)
})

/** The best way to each module of the main path, starting from those that no other module imports. */
const waysToModules = memoized((context: AuditContext): ReadonlyMap<Module, Way> => {
  const main = context.trace.modules.filter(({ path }) => reachOfPath(path) === 'main')
  const edges = seen(context, 'project-import').filter(({ module }) => reachOfModule(module) === 'main')
  const byModule = groupBy(edges, ({ module }) => module)
  const imported = new Set(edges.filter(({ module, imported: other }) => module !== other).map((edge) => edge.imported))
  const isStart = (module: Module): boolean => !imported.has(module) || (module.package && !module.name.includes('.'))

  const ways = new Map<Module, Way>()
  const visit = (start: Module): void => {
    const waiting: [Module, Way][] = [[start, 'always']]
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [module, way] = next
      const before = ways.get(module)
      if (before !== undefined && later(before, way) === way) continue
      ways.set(module, way)
      for (const edge of byModule.get(module) ?? []) waiting.push([edge.imported, later(way, wayToOwn(edge))])
    }
  }
  for (const module of main.filter(isStart)) visit(module)
  // What is left imports one another in a circle that nothing else enters.
  for (const module of main) if (!ways.has(module)) visit(module)
  return ways
})

function later(a: Way, b: Way): Way {
  return WAYS.indexOf(a) > WAYS.indexOf(b) ? a : b
}

function isMainGuard(test: Expression): boolean {
  return test.kind === 'comparison' && unparse(test).includes('__name__')
}
