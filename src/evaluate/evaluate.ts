import { isolated } from '../project/isolated.ts'
import type { PythonCode } from '../project/python/module.ts'
import type { Unread } from '../report/report.ts'
import { evaluateExpression } from './expression.ts'
import { type Engine, type Frame, ON } from './frame.ts'
import { parameterValues } from './function.ts'
import type { Machine } from './machine/machine.ts'
import { type DeadFunctions, liveModules } from './module-liveness.ts'
import type { Observation } from '../trace/observation.ts'
import type { BareTrace, Trace } from '../trace/trace.ts'
import {
  beginRound,
  type FunctionState,
  hasUnseenCalls,
  type ModuleState,
  type Program,
  programOf,
  stateOf,
} from './program.ts'
import { runBlock } from './statement.ts'
import { traceOf } from './trace-of.ts'
import { inTurns } from './turns.ts'
import type { Basis } from '../trace/place.ts'
import { constant, join, UNKNOWN, type Value } from '../trace/value.ts'

/** Rounds in which values are gathered before the one in which observations are made: a value passes one call a round. */
const GATHERING_ROUNDS = 1

/** Deepest chain of calls that is followed within a round; what lies deeper is reached in the next round. */
const CALL_DEPTH_LIMIT = 40

/**
 * Deepest nesting of blocks, expressions, calls and imports within one another; what lies deeper is not known. The stack,
 * which a project could exhaust otherwise, holds some three times as many.
 */
const NESTING_LIMIT = 600

/** From here on no further function or module is entered from within another; its turn comes by itself. */
const ENTERING_LIMIT = NESTING_LIMIT / 2

/**
 * Most expressions and blocks that one round evaluates: twenty times what the largest repositories have, in some seconds. What
 * is left then is not known, and that is said.
 */
const STEPS_LIMIT = 10_000_000

/**
 * Runs every module of a project on a machine in the mind. Nothing is executed; the same code gives the same trace.
 * `installed` says whether the project is a package that others install.
 */
export function evaluateProject(code: readonly PythonCode[], machine: Machine, installed = false): Trace {
  const observations: Observation[] = []
  const { program, unread } = runProject(code, machine, installed, (observation) => observations.push(observation))
  return traceOf(machine.name, program, observations, unread, installed)
}

/**
 * The same for those who ask what the program does and do not judge it, in less time and room.
 * @param counts whether an observation matters to them
 */
export function evaluateBarely(
  code: readonly PythonCode[],
  machine: Machine,
  installed: boolean,
  counts: (observation: Observation) => boolean,
): BareTrace {
  const observations: Observation[] = []
  const { program } = runProject(code, machine, installed, (observation) => {
    if (counts(observation)) observations.push(observation)
  })
  return { machine: machine.name, functions: program.functionsById.map(({ traced }) => traced), observations }
}

function runProject(
  code: readonly PythonCode[],
  machine: Machine,
  installed: boolean,
  observe: (observation: Observation) => void,
) {
  const program = programOf(code, installed)
  for (let round = 1; round <= GATHERING_ROUNDS; round++) runRound(program, machine, round, undefined)
  const unread = runRound(program, machine, GATHERING_ROUNDS + 1, observe)
  return { program, unread }
}

/** Evaluates everything once; gives what could not be. */
function runRound(
  program: Program,
  machine: Machine,
  round: number,
  observe: ((observation: Observation) => void) | undefined,
): readonly Unread[] {
  const states = [...program.states.values()]
  for (const state of states) state.progress = 'not-begun'
  let depth = 0
  let nesting = 0
  let steps = 0
  const failures = new Map<string, Unread>()
  const dead = deadFunctions(program)
  if (round > 1) {
    const live = liveModules(program, dead)
    for (const state of states) state.live = live.get(state.module) ?? 'no'
    beginRound(program)
  }
  const engine: Engine = {
    evaluate: (node, frame, attribute) => {
      if (nesting >= NESTING_LIMIT || steps >= STEPS_LIMIT) return UNKNOWN
      nesting++
      steps++
      const value = evaluateExpression(node, frame, attribute)
      nesting--
      return value
    },
    run: (body, frame) => {
      if (nesting >= NESTING_LIMIT || steps >= STEPS_LIMIT) return ON
      nesting++
      steps++
      const outcome = runBlock(body, frame)
      nesting--
      return outcome
    },
    load: (module) => {
      const state = stateOf(program, module)
      if (state?.progress === 'not-begun' && nesting < ENTERING_LIMIT) runModule(state)
    },
    spend: (count) => {
      steps += count
    },
    enter: (state) => {
      if (state.round === round || depth >= CALL_DEPTH_LIMIT || nesting >= ENTERING_LIMIT) return state.returns
      depth++
      apart(state.frame.module.path, () => runFunction(state))
      depth--
      return state.returns
    },
  }

  /** What fails costs the module or function alone, whoever has entered it. */
  function apart(file: string, work: () => void): void {
    const before = { nesting, depth }
    isolated(work, (reason) => {
      nesting = before.nesting
      depth = before.depth
      failures.set(`${file}\0${reason}`, { file, reason: `evaluating a part of its code failed: ${reason}` })
    })
  }

  function runModule(state: ModuleState): void {
    state.progress = 'running'
    apart(state.module.path, () => engine.run(state.body, frameOf(state)))
    state.progress = 'done'
  }

  function frameOf({ module, globals, live }: ModuleState): Frame {
    return {
      program,
      machine,
      module,
      scope: { names: globals },
      live,
      off: false,
      guards: [],
      caught: [],
      mended: [],
      control: [],
      function: undefined,
      class: undefined,
      returns: [],
      yields: [],
      home: undefined,
      with: undefined,
      if: undefined,
      // An outline has no text in which a site could be shown.
      observe: module.outline ? undefined : observe,
      engine,
    }
  }

  function runFunction(state: FunctionState): void {
    state.round = round
    state.isBehind = false
    if (state.definition.kind === 'function' && state.definition.body.length === 0) return
    const returns: Value[] = []
    const yields: Value[] = []
    const outer = state.frame
    const facts = dead.get(state.definition)
    const frame: Frame = {
      ...outer,
      scope: { names: parameterValues(state, outer), parent: outer.scope },
      live: facts ? 'no' : outer.live,
      off: facts ? facts.length === 0 && (outer.live !== 'no' || outer.off) : outer.off,
      caught: [],
      mended: [],
      control: facts ?? [],
      function: state,
      class: undefined,
      returns,
      yields,
      home: undefined,
      observe,
      engine,
    }
    if (state.definition.kind === 'lambda') returns.push(engine.evaluate(state.definition.body, frame))
    else if (engine.run(state.definition.body, frame).flow === 'on' && returns.length > 0) returns.push(constant(null))
    state.returns = yields.length > 0 ? inTurns(yields, state) : returns.length > 0 ? join(returns) : UNKNOWN
  }

  for (const state of states) engine.load(state.module)
  // Functions define functions, so the table grows while it is gone through.
  for (const state of program.functions.values())
    if (state.round !== round || (observe === undefined && isHastyConstructor(state)))
      apart(state.frame.module.path, () => runFunction(state))
  const rest = { file: '.', reason: `code is evaluated up to ${STEPS_LIMIT} expressions` }
  return [...failures.values(), ...(steps >= STEPS_LIMIT ? [rest] : [])]
}

/** Whether a constructor had its turn before all that make objects of the class were seen, for the sake of their methods. */
function isHastyConstructor({ definition, isBehind }: FunctionState): boolean {
  return isBehind === true && definition.kind === 'function' && definition.name === '__init__'
}

/** Functions that run on other machines, or that the project calls only from code that does not run, with the facts behind that. */
function deadFunctions(program: Program): DeadFunctions {
  const dead = new Map<FunctionState['definition'], readonly Basis[]>()
  for (const state of program.functions.values()) {
    const elsewhere = state.elsewhere ?? state.owner?.elsewhere
    if (elsewhere) dead.set(state.definition, elsewhere)
    else if (state.deadCalls > 0 && state.liveCalls.length === 0 && !hasUnseenCalls(state))
      dead.set(state.definition, state.deadFor)
    state.deadCalls = 0
    state.liveCalls = []
    state.deadFor = []
  }
  return dead
}
