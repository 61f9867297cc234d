import type { ClassDefinition, Expression, FunctionDefinition, Lambda, Parameter } from '../project/python/tree.ts'
import { annotatedValue } from './annotation.ts'
import type { Arguments } from './arguments.ts'
import { passTo } from './command-line.ts'
import { givenToNode } from './form.ts'
import { deadFor, type Frame, placeOf, seenIn } from './frame.ts'
import { isOnlyKept } from './names.ts'
import { type ClassState, fieldOf, type FunctionState, functionState } from './program.ts'
import type { LiveCall, TracedClass, TracedFunction } from '../trace/definition.ts'
import { type FunctionValue, isOff, join, joinBasis, UNKNOWN, type Value } from '../trace/value.ts'

/** The state of a function, made when its definition is first met and kept from then on. */
export function functionAt(node: FunctionDefinition | Lambda, frame: Frame): FunctionState {
  const known = frame.program.functions.get(node)
  if (known) {
    known.frame = frame
    known.defaults.clear()
    return known
  }
  const state: FunctionState = {
    definition: node,
    traced: tracedFunction(node, frame),
    frame,
    ...(frame.class ? { owner: frame.class } : {}),
    isForOthers: isForOthers(node, frame),
    passed: new Map(),
    passedBefore: undefined,
    returns: UNKNOWN,
    defaults: new Map(),
    liveCalls: [],
    deadCalls: 0,
    deadFor: [],
    round: 0,
    names: {},
  }
  frame.program.functions.set(node, state)
  frame.program.functionsById.push(state)
  return state
}

/** Whether it can be imported from a package that others install, by names none of which says that it is private. */
function isForOthers(
  node: FunctionDefinition | Lambda,
  { program, module, function: around, class: owner }: Frame,
): boolean {
  if (!program.isInstalled || node.kind === 'lambda' || around !== undefined) return false
  const { package: isPackage, path } = module
  if (!isPackage && !program.modules.has(`/${path.slice(0, path.lastIndexOf('/') + 1)}__init__.py`)) return false
  const names = [node.name, owner?.definition.name ?? '', ...path.replace(/\.py$/, '').split('/')]
  return names.every((name) => !name.startsWith('_') || name.startsWith('__'))
}

function tracedFunction(node: FunctionDefinition | Lambda, frame: Frame): TracedFunction {
  const { class: owner, function: around } = frame
  return {
    id: frame.program.functionsById.length,
    kind: node.kind,
    module: frame.module,
    name: node.kind === 'lambda' ? '<lambda>' : owner ? `${owner.definition.name}.${node.name}` : node.name,
    at: node.at,
    end: node.end,
    parameters: node.parameters,
    decorators: node.kind === 'lambda' ? [] : node.decorators,
    ...(owner ? { owner: owner.traced } : {}),
    ...(around ? { around: around.traced } : {}),
    ...(around && frame.guards.some(({ value }) => value === undefined) ? { behind: true } : {}),
    calls: { live: [], dead: 0, importers: [] },
    reachability: 'surely',
  }
}

/** Most bases of one class that are kept; classes that people write have a handful. */
const BASES_LIMIT = 20

export function classAt(node: ClassDefinition, frame: Frame): ClassState {
  const all = node.bases.filter((base) => !base.name).map((base) => frame.engine.evaluate(base.value, frame))
  const bases = all.slice(0, BASES_LIMIT)
  const known = frame.program.classes.get(node)
  if (known) {
    known.traced.bases = bases
    return known
  }
  const state: ClassState = {
    definition: node,
    traced: {
      id: frame.program.classesById.length,
      module: frame.module,
      name: node.name,
      at: node.at,
      end: node.end,
      decorators: node.decorators,
      bases,
      makings: { live: [], dead: 0 },
    },
    table: { now: new Map(), before: undefined },
    liveMakings: [],
    deadMakings: 0,
  }
  frame.program.classes.set(node, state)
  frame.program.classesById.push(state)
  return state
}

/** Notes what a call passes to each parameter; parameters that are left out get their defaults. */
export function passArguments(
  state: FunctionState,
  passed: Arguments,
  self: Value | undefined,
  frame: Frame,
  several = false,
): void {
  state.callers ??= new Set()
  state.callers.add(frame.module)
  if (frame.live === 'no') {
    state.deadCalls++
    state.deadFor = joinBasis(state.deadFor, deadFor(frame))
    return
  }
  state.liveCalls.push({ ...callIn(frame), ...(several ? { several } : {}) })
  state.isBehind = true
  const parameters = state.definition.parameters
  const bound = self !== undefined && state.owner !== undefined && !isStatic(state)
  const positional = bound ? parameters.slice(1) : parameters
  if (bound && parameters[0] && self) passTo(state.passed, parameters[0].name, self)
  const taken = new Set<string>()
  for (const [index, { value }] of passed.positional.entries()) {
    const parameter = positional[index]
    if (!parameter || parameter.star) break
    passTo(state.passed, parameter.name, value)
    taken.add(parameter.name)
  }
  for (const [name, { value }] of passed.keywords) {
    passTo(state.passed, name, value)
    taken.add(name)
  }
  for (const parameter of positional) {
    if (taken.has(parameter.name) || parameter.star || !parameter.name) continue
    const fallback = passed.open ? UNKNOWN : defaultOf(parameter, state)
    if (fallback) passTo(state.passed, parameter.name, fallback)
  }
}

/** A call in code that can run. */
export function callIn({ module, guards, caught, function: around }: Frame): LiveCall {
  return { module, guards, caught, ...(around ? { function: around.traced } : {}) }
}

/** What a parameter is where it is left out; a default that calls the function itself finds nothing there yet. */
function defaultOf(parameter: Parameter, { defaults, frame }: FunctionState): Value | undefined {
  if (!parameter.default) return undefined
  const known = defaults.get(parameter)
  if (known) return known
  defaults.set(parameter, UNKNOWN)
  const value = frame.engine.evaluate(parameter.default, silent(frame))
  defaults.set(parameter, value)
  return value
}

function isStatic(state: FunctionState): boolean {
  if (state.definition.kind === 'lambda') return true
  return state.definition.decorators.some((decorator) => decorator.kind === 'name' && decorator.id === 'staticmethod')
}

/** The same frame with nothing observed, for code that has been observed already. */
export function silent(frame: Frame): Frame {
  return { ...frame, observe: undefined }
}

/** The values of a function's parameters when its body is evaluated. */
export function parameterValues(state: FunctionState, frame: Frame): Map<string, Value> {
  const values = new Map<string, Value>()
  const { parameters } = state.definition
  if (parameters.length === 0) return values
  const unseen = silent(frame)
  const given = givenToNode(state, frame.program)
  for (const [index, parameter] of parameters.entries()) {
    if (!parameter.name) continue
    const isSelf = index === 0 && state.owner !== undefined && !isStatic(state)
    values.set(
      parameter.name,
      isSelf && state.owner
        ? { kind: 'object', class: state.owner.traced }
        : (given?.get(parameter.name) ?? parameterValue(parameter, state, unseen)),
    )
  }
  return values
}

function parameterValue(parameter: Parameter, state: FunctionState, unseen: Frame): Value {
  const value = knownValue(parameter, state, unseen)
  if (!isOff(value)) {
    // Those who import a package may leave out what the project itself always passes.
    const left = state.isForOthers ? defaultOf(parameter, state) : undefined
    return left && isOff(left) ? join([value, left]) : value
  }
  // In the first round not all calls have been seen yet, and one of them may set the flag; of others' calls none is seen.
  const isFlag = value.kind === 'constant' && value.value === false
  const isOpen = (state.passedBefore === undefined && isFlag) || state.isForOthers
  return isOpen ? join([value, UNKNOWN]) : value
}

function knownValue(parameter: Parameter, state: FunctionState, unseen: Frame): Value {
  const passed = (state.passedBefore ?? state.passed).get(parameter.name)
  if (parameter.star) return UNKNOWN
  if (passed && passed.kind !== 'unknown') return passed
  const fallback = defaultOf(parameter, state)
  if (fallback && !passed && !(fallback.kind === 'constant' && fallback.value === null)) return fallback
  const annotated = annotatedValue(parameter.annotation, unseen)
  if (annotated) return annotated
  return fallback ? join([fallback, UNKNOWN]) : UNKNOWN
}

/** Kinds of defaults that name neither a device nor a choice. */
const SAYS_NOTHING: ReadonlySet<Expression['kind']> = new Set(['number', 'constant', 'lambda', 'unary'])

/** Observes the defaults of a function's parameters. */
export function observeDefaults(state: FunctionState, frame: Frame): void {
  for (const parameter of state.definition.parameters) {
    if (!parameter.default || SAYS_NOTHING.has(parameter.default.kind)) continue
    const value = frame.engine.evaluate(parameter.default, frame)
    frame.observe?.({
      kind: 'default',
      node: parameter,
      name: parameter.name,
      value,
      owner: state.traced.name,
      ...(isOnlyKept(parameter.name, state) ? { kept: true } : {}),
      ...seenIn(frame),
    })
  }
}

/** `__init__` of a class, also an inherited one. */
export function constructorOf(made: TracedClass, { program }: Frame): FunctionState | undefined {
  const init = fieldOf(program, made, '__init__')
  return init?.kind === 'function' ? functionState(program, init.function) : undefined
}

/** Notes that a module imports a function, or a class whose constructor it may call. */
export function noteImporter(value: Value, frame: Frame): void {
  const called =
    value.kind === 'class'
      ? constructorOf(value.class, frame)
      : value.kind === 'function'
        ? functionState(frame.program, value.function)
        : undefined
  if (!called || frame.live === 'no') return
  called.importers ??= new Set()
  called.importers.add(frame.module)
}

/** Passes arguments to what a value names; undefined when that is no function of the project. */
export function callWith(
  { function: called, self }: FunctionValue,
  passed: Arguments,
  frame: Frame,
  several = false,
): FunctionState | undefined {
  const state = functionState(frame.program, called)
  if (state) passArguments(state, passed, self, frame, several)
  return state
}

/** A lambda or function as a value. */
export function functionValue(state: FunctionState, frame: Frame): Value {
  return { kind: 'function', function: state.traced, origin: placeOf(frame, state.definition) }
}
