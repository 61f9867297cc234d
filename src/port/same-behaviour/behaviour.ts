import { textKey } from '../../edit/place.ts'
import { textRange } from '../../trace/site.ts'
import type { Span } from '../../trace/syntax.ts'
import type { TracedFunction } from '../../trace/definition.ts'
import type { Observation } from '../../trace/observation.ts'
import type { BareTrace, MachineName, Module } from '../../trace/trace.ts'
import { type Act, actOf, parameterKey } from './act.ts'
import { asksOnly } from './questions.ts'
import { residueOn } from './residue.ts'

/** What a program was seen to do on a machine, without the places at which it does it: code moves when it is edited. */
export interface Behaviour {
  readonly machine: MachineName
  /** What is done in each function, and at the top of each module, in order. */
  readonly scopes: ReadonlyMap<string, readonly Act[]>
  /**
   * By text of the files that may be edited, the ranges of code in which whatever is changed shows in what is done: start and end,
   * one after the other.
   */
  readonly watched: ReadonlyMap<string, readonly number[]>
  /** The parameters of functions, by `parameterKey`. */
  readonly parameters: ReadonlySet<string>
}

/**
 * What was seen in a trace.
 * @param editable paths of files that may be edited
 * @param same gives equal texts as one string
 */
export function behaviourOf(
  trace: BareTrace,
  editable: ReadonlySet<string>,
  same: (text: string) => string,
): Behaviour {
  const scopes = new Map<string, Act[]>()
  const watched = new Map<string, number[]>()
  const keys = keysOf(trace.functions)
  const residue = residueOn(trace)
  const idle = idleFunctions(trace)
  for (const observation of trace.observations) {
    // Of an outline nothing is kept but what it imports.
    if (observation.module.outline) continue
    const { function: owner, module } = observation
    if (editable.has(module.path)) watch(observation, watched)
    const seen = observation.live === 'no' ? undefined : actOf(observation, residue, idle)
    if (!seen) continue
    const act = { ...seen, what: same(seen.what), ...(seen.names !== undefined && { names: same(seen.names) }) }
    const key = (owner && keys.get(owner)) ?? module.path
    const own = scopes.get(key)
    if (own) own.push(act)
    else scopes.set(key, [act])
  }
  const read = trace.functions.filter(({ module }) => !module.outline)
  for (const { module, parameters } of read) watchList(parameters, module, watched)
  const parameters = new Set(read.flatMap((own) => own.parameters.map(({ name }) => parameterKey(own, name))))
  return { machine: trace.machine, scopes, watched, parameters }
}

/**
 * Tells of an observation whether a behaviour is made of it: in files that nobody edits, of what acts are told by and nothing else.
 * @param editable paths of files that may be edited
 */
export function matters(editable: ReadonlySet<string>): (observation: Observation) => boolean {
  return (observation) => editable.has(observation.module.path) || showsInActs(observation)
}

function showsInActs({ kind, live, node }: Observation): boolean {
  if (live === 'no') return false
  if (kind === 'decision') return node.kind === 'conditional'
  return kind === 'call' || kind === 'assignment' || kind === 'default' || kind === 'option' || kind === 'import'
}

/** Functions by names that stay when they move: several of one name are numbered. */
function keysOf(functions: readonly TracedFunction[]): ReadonlyMap<TracedFunction, string> {
  const counts = new Map<string, number>()
  return new Map(
    functions.map((own) => {
      const name = `${own.module.path}\0${own.kind}\0${own.name}`
      const count = counts.get(name) ?? 0
      counts.set(name, count + 1)
      return [own, `${name}\0${count}`]
    }),
  )
}

/** Whether a scope is that of a function, and not of a module. */
export function isFunction(key: string): boolean {
  return key.includes('\0')
}

/** Functions in which nothing was seen to be done but to ask what the machine is. */
function idleFunctions({ functions, observations }: BareTrace): ReadonlySet<TracedFunction> {
  const busy = new Set(
    observations.flatMap((observation) => {
      const isBusy =
        observation.live !== 'no' &&
        (observation.kind === 'call' ? !asksOnly(observation.name) : observation.kind === 'import')
      return observation.function && isBusy ? observation.function : []
    }),
  )
  return new Set(functions.filter((own) => !busy.has(own)))
}

/** What a function takes shows in its calls, and in what it does. */
function watchList(parameters: readonly Span[], module: Module, watched: Map<string, number[]>): void {
  const [first, last] = [parameters[0], parameters.at(-1)]
  if (first && last) watch({ node: { at: first.at, end: last.end }, module }, watched)
}

function watch(
  { node, module }: { readonly node: Span; readonly module: Module },
  watched: Map<string, number[]>,
): void {
  const range = rangeOf(node, module)
  if (!range) return
  const own = watched.get(range.key)
  if (own) own.push(range.start, range.end)
  else watched.set(range.key, [range.start, range.end])
}

function rangeOf({ at, end }: Span, module: Module) {
  if (!module.notebook) return { key: textKey({ file: module.path }), start: at, end }
  const range = textRange({ module, at, end })
  return range && { key: textKey({ file: module.path, ...range }), start: range.start, end: range.end }
}
