import type { Attribute } from '../project/python/tree.ts'
import { perhapsWide, isFrame } from './array.ts'
import { arrayByAttribute } from './array-libraries.ts'
import { external } from './bounded-values.ts'
import type { Arguments } from './arguments.ts'
import { callWith } from './function.ts'
import { isProperty } from './property.ts'
import { type Frame, placeOf, seenIn } from './frame.ts'
import { memberOf } from './imports.ts'
import { observeNone } from './none.ts'
import { attributeOn } from './machine/answers.ts'
import { GPU } from './machine/facts.ts'
import type { Basis } from '../trace/place.ts'
import { fieldOf, stateOf } from './program.ts'
import { lookUp } from './scope.ts'
import {
  type Collection,
  constant,
  type FunctionValue,
  join,
  type Tensor,
  UNKNOWN,
  type Value,
  withBasis,
} from '../trace/value.ts'

/** Evaluates `object.name` and observes it when it names something external. */
export function evaluateAttribute(node: Attribute, frame: Frame): Value {
  const { object, value } = resolveAttribute(node, frame)
  if (object.kind === 'external') {
    frame.observe?.({
      kind: 'attribute',
      node,
      name: frame.program.own(`${object.name}.${node.name}`),
      ...seenIn(frame),
    })
  }
  return value
}

/** The object and the value of `object.name`; longer names are observed as a whole, so not here. */
export function resolveAttribute(node: Attribute, frame: Frame): { object: Value; value: Value } {
  const object =
    node.object.kind === 'attribute'
      ? resolveAttribute(node.object, frame).value
      : node.object.kind === 'name'
        ? (lookUp(frame.scope, node.object.id) ?? UNKNOWN)
        : frame.engine.evaluate(node.object, frame, node)
  // What a wrapper has and what it wraps has not.
  if (node.name === 'module' && object.kind !== 'external' && object.kind !== 'module')
    frame.observe?.({ kind: 'attribute', node, name: '.module', ...seenIn(frame) })
  observeNone(node.object, object, 'AttributeError', frame)
  const value = isOnGpu(object, node, frame) ?? attributeOf(object, node, frame)
  return { object, value: withBasis(value, object.kind === 'external' ? undefined : object.basis) }
}

/** `x.is_cuda`: on a machine without CUDA no tensor or module says so. A class may keep a flag of its own by that name. */
function isOnGpu(object: Value, node: Attribute, frame: Frame): Value | undefined {
  if (node.name !== 'is_cuda' || object.kind === 'external' || object.kind === 'module') return undefined
  if (object.kind === 'object' && fieldOf(frame.program, object.class, node.name)) return undefined
  const basis: readonly Basis[] = [{ fact: 'device', name: 'is_cuda', place: placeOf(frame, node) }]
  return GPU[frame.machine.name] === 'cuda' ? { kind: 'unknown', basis } : constant(false, placeOf(frame, node), basis)
}

/** What holds the flags of a program, in Abseil. */
const FLAGS = 'absl.flags.FLAGS'

function attributeOf(object: Value, node: Attribute, frame: Frame): Value {
  const { name } = node
  const place = placeOf(frame, node)
  switch (object.kind) {
    case 'external': {
      const member = frame.program.own(`${object.name}.${name}`)
      const flag = object.name === FLAGS ? frame.program.flags.get(name) : undefined
      return flag ?? attributeOn(frame.machine, member, place) ?? external(member)
    }
    case 'module': {
      const state = stateOf(frame.program, object.module)
      return state ? memberOf(state, name, frame) : UNKNOWN
    }
    case 'object':
    case 'class': {
      const field = fieldOf(frame.program, object.class, name)
      if (field?.kind !== 'function') return field ?? UNKNOWN
      const method: FunctionValue = { ...field, self: object }
      return (object.kind === 'object' && computed(method, frame)) || method
    }
    case 'instance':
      if (isFrame(object)) return name === 'values' ? perhapsWide : object
      return (
        object.fields.get(name) ??
        attributeOn(frame.machine, `${object.of}().${name}`, place) ??
        arrayByAttribute(object.of, name) ??
        UNKNOWN
      )
    case 'table':
      return object.fields.get(name) ?? UNKNOWN
    case 'device':
      return name === 'type' ? constant(object.name.replace(/:.*$/, ''), object.origin, object.basis) : UNKNOWN
    case 'tensor':
      return ofTensor(object, name)
    case 'choice':
      return join(object.options.map((option) => attributeOf(option, node, frame)))
    case 'collection':
      return ofPair(object, name)
    case 'constant':
    case 'count':
    case 'function':
    case 'unknown':
      return UNKNOWN
  }
}

/** What a property gives, which is called where it is read. */
function computed(method: FunctionValue, frame: Frame): Value | undefined {
  if (!isProperty(method)) return undefined
  const state = callWith(method, NO_ARGUMENTS, frame)
  return state && frame.engine.enter(state)
}

const NO_ARGUMENTS: Arguments = { positional: [], keywords: new Map(), open: false }

/** Of values and where they were, either by its name: `x.max(dim=1).values`. */
function ofPair({ items, anyNumber }: Collection, name: string): Value {
  const isPair = !anyNumber && items.length === 2 && items.every(({ kind }) => kind === 'tensor')
  const index = ['values', 'indices'].indexOf(name)
  return (isPair && items[index]) || UNKNOWN
}

function ofTensor(tensor: Tensor, name: string): Value {
  if (name === 'device' && tensor.device !== undefined) return { kind: 'device', name: tensor.device }
  return ['data', 'T', 'mT', 'grad', 'real', 'imag', 'values'].includes(name) ? tensor : UNKNOWN
}
