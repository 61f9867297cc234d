import type { Attribute } from '../project/python/tree.ts'
import { external } from './bounded-values.ts'
import { type Frame, placeOf, seenIn } from './frame.ts'
import { memberOf } from './imports.ts'
import { attributeOn } from './machine/answers.ts'
import { fieldOf, stateOf } from './program.ts'
import { lookUp } from './scope.ts'
import { constant, join, UNKNOWN, type Value, withBasis } from '../trace/value.ts'

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
  const value = attributeOf(object, node, frame)
  return { object, value: withBasis(value, object.kind === 'external' ? undefined : object.basis) }
}

function attributeOf(object: Value, node: Attribute, frame: Frame): Value {
  const { name } = node
  const place = placeOf(frame, node)
  switch (object.kind) {
    case 'external': {
      const member = frame.program.own(`${object.name}.${name}`)
      return attributeOn(frame.machine, member, place) ?? external(member)
    }
    case 'module': {
      const state = stateOf(frame.program, object.module)
      return state ? memberOf(state, name, frame) : UNKNOWN
    }
    case 'object':
    case 'class': {
      const field = fieldOf(frame.program, object.class, name)
      return field?.kind === 'function' ? { ...field, self: object } : (field ?? UNKNOWN)
    }
    case 'instance':
      return object.fields.get(name) ?? attributeOn(frame.machine, `${object.of}().${name}`, place) ?? UNKNOWN
    case 'table':
      return object.fields.get(name) ?? UNKNOWN
    case 'device':
      return name === 'type' ? constant(object.name.replace(/:.*$/, ''), object.origin, object.basis) : UNKNOWN
    case 'tensor':
      return ['data', 'T', 'mT', 'grad', 'real', 'imag'].includes(name) ? object : UNKNOWN
    case 'choice':
      return join(object.options.map((option) => attributeOf(option, node, frame)))
    case 'constant':
    case 'collection':
    case 'count':
    case 'function':
    case 'unknown':
      return UNKNOWN
  }
}
