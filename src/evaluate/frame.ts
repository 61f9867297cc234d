import type { PythonModule } from '../project/python/module.ts'
import type { Attribute, Expression, If, Span, Statement, With } from '../project/python/tree.ts'
import type { TracedFunction } from '../trace/definition.ts'
import type { Machine } from './machine/machine.ts'
import type { Guard, Liveness, Observation } from '../trace/observation.ts'
import type { ClassState, FunctionState, Program } from './program.ts'
import type { Scope } from './scope.ts'
import type { Basis, Place } from '../trace/place.ts'
import type { Value } from '../trace/value.ts'

/** How a block of code ends: by running on, or by leaving (return, raise, break, continue). */
export type Flow = 'on' | 'leaves' | 'raises'

/** What running a statement or block comes to. */
export interface Outcome {
  readonly flow: Flow
  /** Machine facts on which the code after it depends. */
  readonly control?: readonly Basis[]
  /** Set where it leaves a loop or goes on with the next turn: what it has set is there after the loop. */
  readonly breaks?: true
  /** Conditions that the code after it is behind, since a branch has left: `if device.type != 'cuda': return`. */
  readonly guards?: readonly Guard[]
}

export const ON: Outcome = { flow: 'on' }

/** The functions that need one another, tied together once so that the files need not import in circles. */
export interface Engine {
  /** `attribute` is what is asked of the value at once. */
  readonly evaluate: (node: Expression, frame: Frame, attribute?: Attribute) => Value
  readonly run: (body: readonly Statement[], frame: Frame) => Outcome
  /** Evaluates a module's top level if that has not been done. */
  readonly load: (module: PythonModule) => void
  /** Counts work that grows with something else than the code, as so many expressions. */
  readonly spend: (count: number) => void
  /** Gives the result of calling a function of the project, evaluating its body once a round. */
  readonly enter: (state: FunctionState) => Value
}

/**
 * Everything that the evaluation of a piece of code refers to. Frames are made anew for branches and functions: hundreds of
 * thousands of times, which is quick as long as all of them have the same fields.
 */
export interface Frame {
  readonly program: Program
  readonly machine: Machine
  readonly module: PythonModule
  readonly scope: Scope
  readonly live: Liveness
  /** Of code that does not run: whether that is for how the program is set, and for nothing that a Mac is. */
  readonly off: boolean
  readonly guards: readonly Guard[]
  /** Exceptions that an enclosing `try` catches. */
  readonly caught: readonly string[]
  /** Those of them that are caught by handlers that do something instead. */
  readonly mended: readonly string[]
  /** Machine facts on which it depends that this code runs. */
  readonly control: readonly Basis[]
  readonly function: FunctionState | undefined
  readonly class: ClassState | undefined
  readonly returns: Value[]
  /** What the function around gives in turn. */
  readonly yields: Value[]
  /** The device on which a `with` around makes what names none. */
  readonly home: string | undefined
  /** The `with` whose items are being evaluated, and the `if` without other branches whose test is. */
  readonly with: With | undefined
  readonly if: If | undefined
  /** Undefined in the rounds that only gather values. */
  readonly observe: ((observation: Observation) => void) | undefined
  readonly engine: Engine
}

export function placeOf(frame: Frame, span: Span): Place {
  return { module: frame.module, at: span.at, end: span.end }
}

/** The parts of an observation that depend on where it was made. */
export function seenIn(
  frame: Frame,
): Pick<Observation, 'module' | 'live' | 'off' | 'guards' | 'caught' | 'mended'> & { function?: TracedFunction } {
  return {
    module: frame.module,
    live: frame.live,
    ...(frame.off && frame.live === 'no' ? { off: true } : {}),
    guards: frame.guards,
    caught: frame.caught,
    ...(frame.mended.length < frame.caught.length ? { mended: frame.mended } : {}),
    ...(frame.function ? { function: frame.function.traced } : {}),
  }
}

/** The machine facts for which code cannot run: those of the first condition around it that does not hold. */
export function deadFor({ live, guards, control }: Frame): readonly Basis[] {
  if (live !== 'no') return []
  return guards.find(({ value, side }) => value !== undefined && value !== side)?.basis ?? control
}

/** Liveness of code that runs if the outer code does and the condition holds. */
export function and(outer: Liveness, condition: boolean | undefined): Liveness {
  if (outer === 'no' || condition === false) return 'no'
  return condition === undefined ? 'maybe' : outer
}
