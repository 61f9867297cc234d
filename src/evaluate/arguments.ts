import type { Argument, Call } from '../project/python/tree.ts'
import { spreadFields } from './bounded-values.ts'
import type { Frame } from './frame.ts'
import { UNKNOWN, type Value } from '../trace/value.ts'

export interface Passed {
  readonly argument: Argument
  readonly value: Value
}

/** The evaluated arguments of a call. */
export interface Arguments {
  readonly positional: readonly Passed[]
  readonly keywords: ReadonlyMap<string, Passed>
  /** Whether `*args` or `**kwargs` may hold more. */
  readonly open: boolean
}

/** Shared by all calls without, since a project has tens of thousands of calls, and all that are observed are kept. */
const NO_POSITIONAL: readonly Passed[] = []
const NO_KEYWORDS: ReadonlyMap<string, Passed> = new Map()

export function evaluateArguments(node: Call, frame: Frame): Arguments {
  const positional: Passed[] = []
  let keywords: Map<string, Passed> | undefined
  let open = false
  for (const argument of node.arguments) {
    const value = frame.engine.evaluate(argument.value, frame)
    if (argument.star === '**' && value.kind === 'table') {
      keywords ??= new Map()
      for (const [name, field] of spreadFields(value)) keywords.set(name, { argument, value: field })
    }
    if (argument.star) open = true
    else if (argument.name) {
      keywords ??= new Map()
      keywords.set(argument.name, { argument, value })
    } else positional.push({ argument, value })
  }
  return {
    // A copy has no room for more items, of which a list that grew has a dozen.
    positional: positional.length === 0 ? NO_POSITIONAL : [...positional],
    keywords: keywords ?? NO_KEYWORDS,
    open,
  }
}

/** The argument at a position or under one of its names. */
export function argumentOf(passed: Arguments, position: number, ...names: readonly string[]): Passed | undefined {
  const named = names.map((name) => passed.keywords.get(name)).find((found) => found !== undefined)
  return named ?? passed.positional[position]
}

/** The value of an argument, unknown when it is not given. */
export function valueOf(passed: Arguments, position: number, ...names: readonly string[]): Value {
  return argumentOf(passed, position, ...names)?.value ?? UNKNOWN
}
