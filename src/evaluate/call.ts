import type { Attribute, Call, Expression, With } from '../project/python/tree.ts'
import { type Arguments, evaluateArguments } from './arguments.ts'
import { perhapsWide, drawnArray, isFrame } from './array.ts'
import { arrayByMethod } from './array-libraries.ts'
import { resolveAttribute } from './attribute.ts'
import { collectionOf, NAME_LIMIT } from './bounded-values.ts'
import { declareOption, parserMethod } from './command-line.ts'
import { comparisonByMethod, evaluateComparison } from './comparison.ts'
import { callExternal } from './external-call.ts'
import { chosenOf } from './form.ts'
import { type Frame, placeOf, seenIn } from './frame.ts'
import { construct, makeFirst } from './construct.ts'
import { callWith } from './function.ts'
import { changeInPlace } from './in-place.ts'
import { LIST_LIMIT } from './lists.ts'
import { callNetwork } from './network.ts'
import { lineageOf } from '../trace/definition.ts'
import { noteMoved } from './losses.ts'
import { fieldOf, type FunctionState } from './program.ts'
import { recordOf } from './rows.ts'
import { lookUp } from './scope.ts'
import { noteOpen } from './open-names.ts'
import { tensorByMethod } from './shown-tensors.ts'
import { noteHandedOn } from './started.ts'
import { castArray, movedTo, tensorMethod } from './tensor-methods.ts'
import { stringMethod } from './text.ts'
import { type Instance, join, type ObjectValue, options, UNKNOWN, type Value, withBasis } from '../trace/value.ts'

/** Names that Python itself defines and whose calls matter here. */
const BUILTINS = new Set([
  'str',
  'bool',
  'any',
  'all',
  'getattr',
  'globals',
  'hasattr',
  'isinstance',
  'dict',
  'float',
  'int',
  'print',
  'open',
  'exec',
  'eval',
  '__import__',
  'range',
  'enumerate',
  'min',
  'max',
  'len',
  'list',
  'tuple',
  'iter',
  'next',
  'zip',
  'reversed',
  'sorted',
])

/** Evaluates a call, observes it, and gives its value as far as it is known. */
export function evaluateCall(node: Call, frame: Frame, attribute?: string): Value {
  const compared = comparisonByMethod(node)
  if (compared) return evaluateComparison(compared, frame)
  const { callee: calleeNode } = node
  const { object, value: known } = calleeOf(calleeNode, frame)
  const callee = entered(known)
  const receiver = object?.kind === 'external' || object?.kind === 'module' ? undefined : object
  const passed = evaluateArguments(node, frame)
  const name = nameOf(calleeNode, callee, frame)
  const result =
    recordOf(callee, passed, node, frame) ??
    (name === '' ? callProject(callee, node, passed, frame) : callNamed(name, node, receiver, passed, frame))
  if (receiver) changeInPlace(receiver, node, passed, frame)
  if (name.endsWith('HfArgumentParser') && result.kind === 'instance') {
    result.fields.set('*classes', passed.positional[0]?.value ?? UNKNOWN)
  }
  if (name !== '') noteHandedOn(name, passed, frame)
  // What a class of the project does not have itself is of a base elsewhere: `Predict.as_view()`.
  if (receiver?.kind === 'class' && callee.kind === 'unknown') noteOpen(receiver, frame)
  declareOption(name, node, passed, receiver, frame)
  frame.observe?.({
    kind: 'call',
    node,
    name: name === '' && isMove(calleeNode, callee) ? frame.program.own(`.${calleeNode.name}`) : name,
    ...(receiver ? { receiver } : {}),
    ...(name === '' || name.endsWith('()') || known !== callee ? { callee: known } : {}),
    positional: passed.positional,
    keywords: passed.keywords,
    result,
    ...(attribute === undefined ? {} : { attribute }),
    ...(frame.with && isItem(node, frame.with) ? { with: { at: frame.with.at, end: frame.with.end } } : {}),
    ...seenIn(frame),
  })
  return result
}

/** Whether a method of the project's own is called as one that moves a tensor or module, which it then does itself. */
function isMove(node: Expression, callee: Value): node is Attribute {
  return node.kind === 'attribute' && callee.kind === 'function' && /^(?:to|cuda)$/.test(node.name)
}

function isItem(node: Call, { items }: With): boolean {
  return items.some(({ value }) => value === node)
}

function calleeOf(node: Expression, frame: Frame): { object?: Value; value: Value } {
  if (node.kind === 'attribute') return resolveAttribute(node, frame)
  if (node.kind === 'name') return { value: lookUp(frame.scope, node.id) ?? UNKNOWN }
  return { value: frame.engine.evaluate(node, frame) }
}

/** What is called of a choice whose only other way does nothing: `(torch.autocast if half else nullcontext)("cuda")`. */
function entered(callee: Value): Value {
  if (callee.kind !== 'choice') return callee
  const [only, ...others] = callee.options.filter((option) => !doesNothing(option))
  const isOneOfTwo = only?.kind === 'external' && others.length === 0 && callee.options.length > 1
  return isOneOfTwo ? only : callee
}

function doesNothing(value: Value): boolean {
  return value.kind === 'external' && /^contextlib\.(?:nullcontext|suppress|ExitStack)$/.test(value.name)
}

/** The qualified name of something external, `.method` for methods, and nothing for the project's own. */
function nameOf(node: Expression, callee: Value, frame: Frame): string {
  if (callee.kind === 'external') return callee.name
  if (callee.kind === 'function' || callee.kind === 'class' || callee.kind === 'object') return ''
  // A layer that a network keeps is called as what it is.
  const isLayer = callee.kind === 'instance' && /^torch\.nn\.[A-Z]\w+$/.test(callee.of)
  if (node.kind === 'attribute' && !isLayer) return frame.program.own(`.${node.name}`)
  if (node.kind === 'name' && callee.kind === 'unknown' && BUILTINS.has(node.id)) return `builtins.${node.id}`
  return callee.kind === 'instance' && callee.of !== '' && callee.of.length < NAME_LIMIT ? `${callee.of}()` : ''
}

function callNamed(name: string, node: Call, receiver: Value | undefined, passed: Arguments, frame: Frame): Value {
  if (!name.startsWith('.')) return callExternal(name, node, passed, frame)
  const method = name.slice(1)
  if (name === '.selectbox') return chosenOf(passed)
  if (!receiver) return UNKNOWN
  const given = withBasis(join(options(receiver).map((option) => callMethod(option, method, passed))), receiver.basis)
  return /^(?:astype|get_fdata)$/.test(method) ? madeHere(given, node, frame) : given
}

/** Notes where an array became one of 64-bit floats that nobody asked for: `values.astype(float)`. */
function madeHere(given: Value, node: Call, frame: Frame): Value {
  if (given.kind !== 'tensor' || !given.dtypeByDefault || given.origin) return given
  return { ...given, origin: placeOf(frame, node) }
}

function callMethod(receiver: Value, method: string, passed: Arguments): Value {
  const parsed = parserMethod(receiver, method, passed)
  if (parsed) return parsed
  switch (receiver.kind) {
    case 'constant':
      return typeof receiver.value === 'string' ? stringMethod(receiver.value, method, passed, receiver) : UNKNOWN
    case 'tensor':
      return tensorMethod(receiver, method, passed)
    case 'table':
      return tableMethod(receiver.fields, method, passed)
    case 'instance':
      return instanceMethod(receiver, method, passed)
    case 'object':
      return (isAroundEnvironment(receiver) ? givenByEnvironment(method) : undefined) ?? chained(receiver, method)
    case 'external':
    case 'module':
    case 'class':
    case 'function':
    case 'device':
    case 'collection':
    case 'count':
    case 'choice':
      return chained(receiver, method)
    case 'unknown':
      if (method === 'astype') return castArray(passed)
      if (method === 'to') return movedTo(passed, receiver) ?? receiver
      return arrayByMethod(method, passed) ?? tensorByMethod(method, passed) ?? chained(receiver, method)
  }
}

/** Environments to learn in, by what makes them: what they observe and give is often of 64-bit floats. */
const ENVIRONMENTS = /^(?:gym|gymnasium)\.(?:make|vector\.\w+|make_vec|wrappers\.\w+)$/

function instanceMethod(receiver: Instance, method: string, passed: Arguments): Value {
  const { of } = receiver
  noteMoved(receiver, method)
  if (/^numpy\.random\.(?:RandomState|default_rng|Generator)$/.test(of)) return drawnArray(method, passed) ?? UNKNOWN
  const given = ENVIRONMENTS.test(of) ? givenByEnvironment(method) : undefined
  if (given) return given
  if (isFrame(receiver) && /^(?:astype|to_numpy)$/.test(method)) {
    const cast = castArray(passed)
    return cast.dtype !== undefined ? cast : method === 'astype' ? receiver : perhapsWide
  }
  if (isFrame(receiver) || (of === 'torch.Generator' && method === 'manual_seed')) return receiver
  return arrayByMethod(method, passed, of) ?? chained(receiver, method)
}

/** What an environment observes and rewards. Since 0.26 `reset` gives a pair; of an array any part is of its type, too. */
function givenByEnvironment(method: string): Value | undefined {
  if (method === 'reset') return perhapsWide
  return method === 'step' ? collectionOf([perhapsWide, perhapsWide, UNKNOWN, UNKNOWN, UNKNOWN]) : undefined
}

/** Whether something is around an environment, and a class of the project's own: `class Scaled(gym.ActionWrapper)`. */
function isAroundEnvironment({ class: own }: ObjectValue): boolean {
  return [...lineageOf(own)].some(({ bases }) =>
    bases.some((base) => base.kind === 'external' && /^(?:gym|gymnasium)\.(?:\w+\.)*\w*Wrapper$/.test(base.name)),
  )
}

/** `model.to(...)`, `.eval()`, `.cuda()` and the like give the same object. */
function chained(receiver: Value, method: string): Value {
  return /^(to|cuda|cpu|eval|train|half|float|double|bfloat16|requires_grad_|detach|contiguous|clone)$/.test(method)
    ? receiver
    : UNKNOWN
}

function tableMethod(fields: Map<string, Value>, method: string, passed: Arguments): Value {
  if (method === 'items' || method === 'values') return tensorsIn(fields, method)
  const key = passed.positional[0]?.value
  if (!/^(get|pop|setdefault)$/.test(method) || key?.kind !== 'constant') return UNKNOWN
  return fields.get(String(key.value)) ?? passed.positional[1]?.value ?? UNKNOWN
}

/** What a loop goes over in a table of tensors: `for name, mean in means.items()`. */
function tensorsIn(fields: ReadonlyMap<string, Value>, method: 'items' | 'values'): Value {
  const values = [...fields.values()].slice(0, LIST_LIMIT)
  if (!values.some(({ kind }) => kind === 'tensor')) return UNKNOWN
  const item = join(values)
  return { kind: 'collection', items: [method === 'items' ? collectionOf([UNKNOWN, item]) : item], anyNumber: true }
}

function callProject(callee: Value, node: Call, passed: Arguments, frame: Frame): Value {
  const results = options(callee).map((option): Value => {
    if (option.kind === 'class') return construct(option.class, node, passed, frame)
    const called = option.kind === 'object' ? callOf(option, frame) : option
    if (option.kind === 'object' && called === undefined) return callNetwork(option, passed, frame)
    if (called?.kind === 'function' && called.self?.kind === 'object') makeFirst(called.self.class, frame)
    return entering(called?.kind === 'function' ? callWith(called, passed, frame) : undefined, frame)
  })
  return join(results)
}

function entering(state: FunctionState | undefined, { engine }: Frame): Value {
  return state ? engine.enter(state) : UNKNOWN
}

/** What calling an object of the project's own calls. */
function callOf(object: ObjectValue, { program }: Frame): Value | undefined {
  const method = fieldOf(program, object.class, '__call__')
  return method?.kind === 'function' ? { ...method, self: object } : method
}
