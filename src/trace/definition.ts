/** Functions and classes of the project. */
import type { Guard } from './observation.ts'
import type { Expression, Parameter } from './syntax.ts'
import type { Module } from './module.ts'
import type { Value } from './value.ts'

export interface TracedFunction {
  /** Its index in `Trace.functions`. */
  readonly id: number
  readonly kind: 'function' | 'lambda'
  readonly module: Module
  /** Of a method `Class.method`. */
  readonly name: string
  readonly at: number
  readonly end: number
  readonly parameters: readonly Parameter[]
  readonly decorators: readonly Expression[]
  /** The class whose method it is, and the function that it is defined in. */
  readonly owner?: TracedClass
  readonly around?: TracedFunction
  /** Set where it is defined behind a condition of which nothing is known. */
  readonly behind?: true
  readonly calls: CallsOf
  readonly reachability: CallReachability
}

/**
 * How surely a program comes to a function: `perhaps` where each call is behind a condition that is not known or was not
 * read, or a package is there for others to call; `never` where each call is in code that does not run, or nobody names it.
 */
export type CallReachability = 'surely' | 'perhaps' | 'never'

/** What was seen of the calls of a function. */
export interface CallsOf {
  /** Those in code that can run. */
  readonly live: readonly LiveCall[]
  /** How many were seen in code that cannot. */
  readonly dead: number
  /** The modules that import it by its name; calls of it there may have been left out in reading. */
  readonly importers: readonly Module[]
}

/** Where a function is called: the conditions that the call is behind, and the function that it is in. */
export interface LiveCall {
  readonly module: Module
  readonly guards: readonly Guard[]
  readonly function?: TracedFunction
  /** What an `except` around it would catch. */
  readonly caught: readonly string[]
  /** Set where it is started in several processes rather than called. */
  readonly several?: true
}

export interface TracedClass {
  /** Its index in `Trace.classes`. */
  readonly id: number
  readonly module: Module
  readonly name: string
  readonly at: number
  readonly end: number
  readonly decorators: readonly Expression[]
  readonly bases: readonly Value[]
  /** Its `__init__`, its own or that of a base in the project. */
  readonly init?: TracedFunction
  /** Where objects of it are made, as far as that was read; an `__init__` that says nothing of devices is not. */
  readonly makings: Omit<CallsOf, 'importers'>
}

/** Most classes in which an attribute is looked for; one that nobody has is looked for in all of them. */
const ANCESTORS_LIMIT = 50

/** A class and its bases in the project, each once, in the order in which attributes are looked for. */
export function lineageOf(traced: TracedClass): ReadonlySet<TracedClass> {
  const found = new Set<TracedClass>()
  const visit = (next: TracedClass): void => {
    if (found.size >= ANCESTORS_LIMIT || found.has(next)) return
    found.add(next)
    for (const base of next.bases) if (base.kind === 'class') visit(base.class)
  }
  visit(traced)
  return found
}

/** A function and those around it, innermost first. */
export function functionsAround(innermost: TracedFunction | undefined): readonly TracedFunction[] {
  const found: TracedFunction[] = []
  for (let next = innermost; next; next = next.around) found.push(next)
  return found
}
