import type { Assignment, Expression } from '../project/python/tree.ts'
import { passTo } from './command-line.ts'
import { type Frame, seenIn } from './frame.ts'
import { classState } from './program.ts'
import { ANY_KEY } from './item.ts'
import { observeMeeting } from './meeting.ts'
import { bind, holdsTensor, withItem } from './lists.ts'
import { observeOperator } from './operator-calls.ts'
import { assign } from './scope.ts'
import { asDefault, join, UNKNOWN, type Value, withBasis } from '../trace/value.ts'

/** Runs an assignment, and observes what is given to names, attributes and items. */
export function assignStatement(statement: Assignment, frame: Frame): void {
  const value = statement.value ? frame.engine.evaluate(statement.value, frame) : undefined
  for (const target of statement.targets) {
    if (value)
      assignTarget(
        target,
        statement.operator ? changed(target, value, statement, frame) : withBasis(value, frame.control),
        statement,
        frame,
      )
  }
  if (frame.class && statement.annotation && value) {
    const [target] = statement.targets
    const name = target?.kind === 'name' ? target.id : ''
    const owner = frame.class.definition.name
    frame.observe?.({ kind: 'default', node: statement, name, value, owner, ...seenIn(frame) })
  }
}

/** `x /= 2`: a tensor or array that is changed where it is keeps its type and its place; of anything else nothing is known. */
function changed(target: Expression, value: Value, statement: Assignment, frame: Frame): Value {
  const { value: right, operator, at, end } = statement
  const isPart = target.kind === 'subscript' && operator !== undefined && /^(?:[&|^]|<<|>>)$/.test(operator)
  if (target.kind !== 'name' && target.kind !== 'attribute' && !isPart) return UNKNOWN
  const before = frame.engine.evaluate(target, { ...frame, observe: undefined })
  if (right && operator !== undefined)
    observeOperator(
      { left: target, right, operator, at, end },
      { left: before, right: value, result: before },
      frame,
      true,
    )
  if (right && !isPart) observeMeeting(statement, [target, before], [right, value], frame)
  return before.kind === 'tensor' && !isPart ? before : UNKNOWN
}

/** What a name gets that is one of several on the left: `x, y = np.meshgrid(a, b)` gives arrays of one type. */
function partOf(value: Value, index: number): Value {
  if (value.kind === 'collection') return (value.anyNumber ? join(value.items) : value.items[index]) ?? UNKNOWN
  if (value.kind !== 'tensor') return withBasis(UNKNOWN, value.basis)
  const { dimensions: _, ...part } = value
  return value.library === 'numpy' ? part : { ...part, single: true }
}

function assignTarget(target: Expression, value: Value, statement: Assignment, frame: Frame): void {
  switch (target.kind) {
    case 'name':
      assign(frame.scope, target.id, value)
      if (frame.class && frame.live !== 'no')
        frame.class.table.now.set(target.id, statement.annotation ? asDefault(value) : value)
      frame.observe?.({ kind: 'assignment', node: statement, target: target.id, value, ...seenIn(frame) })
      return
    case 'sequence':
      for (const [index, item] of target.items.entries()) {
        assignTarget(item.kind === 'wrapped' ? item.value : item, partOf(value, index), statement, frame)
      }
      return
    case 'attribute': {
      const object = opened(target.object, target.name, frame)
      if (object.kind === 'object' && frame.live !== 'no') {
        const state = classState(frame.program, object.class)
        if (state) passTo(state.table.now, target.name, value)
      }
      if (object.kind === 'instance' || object.kind === 'table') setField(object.fields, target.name, value, frame)
      const name = frame.program.own(`${object.kind === 'external' ? object.name : ''}.${target.name}`)
      frame.observe?.({ kind: 'assignment', node: statement, target: name, value, ...seenIn(frame) })
      return
    }
    case 'subscript': {
      const [key] = target.index.map((index) => frame.engine.evaluate(index, frame))
      const text = key?.kind === 'constant' ? String(key.value) : '?'
      const isNamed = key?.kind === 'constant' && typeof key.value === 'string'
      const object = isNamed
        ? opened(target.object, text, frame)
        : frame.engine.evaluate(target.object, { ...frame, observe: undefined })
      if ((object.kind === 'table' || object.kind === 'instance') && key?.kind === 'constant')
        setField(object.fields, text, value, frame)
      else if (object.kind === 'table' && value.kind === 'tensor') setField(object.fields, ANY_KEY, value, frame)
      else if (isFilled(object, value) && frame.live !== 'no')
        bind(target.object, withItem(object.kind === 'collection' ? [object] : [], value, false), frame)
      const name = object.kind === 'external' ? object.name : ''
      frame.observe?.({ kind: 'assignment', node: statement, target: `${name}[${text}]`, value, ...seenIn(frame) })
      return
    }
    default:
      return
  }
}

/** Whether a list is given a tensor or a record with one; one of which nobody knows may be made in a line that comes later. */
function isFilled(list: Value, value: Value): boolean {
  return holdsTensor(value) && (list.kind === 'collection' || (list.kind === 'unknown' && value.kind === 'table'))
}

/** What tensors have: what is set there says nothing of what they are. */
const OF_TENSORS = /^(?:data|grad|requires_grad)$/

/**
 * The object of which something is set. One of which nothing else is known, such as settings that were read from a file, is
 * from then on an object of which that is known, wherever it is passed to.
 */
function opened(node: Expression, field: string, frame: Frame): Value {
  const value = frame.engine.evaluate(node, { ...frame, observe: undefined })
  if (value.kind !== 'unknown' || frame.live === 'no' || OF_TENSORS.test(field)) return value
  const made: Value = { ...value, kind: 'instance', of: '', fields: new Map() }
  if (node.kind === 'name') assign(frame.scope, node.id, made)
  else if (node.kind === 'attribute') {
    const owner = opened(node.object, node.name, frame)
    if (owner.kind !== 'instance') return value
    owner.fields.set(node.name, made)
  } else return value
  return made
}

/** What is set behind a condition that is not known leaves what was there before possible; what does not run sets nothing. */
export function setField(fields: Map<string, Value>, name: string, value: Value, { live, guards }: Frame): void {
  if (live === 'no') return
  const before = guards.some((guard) => guard.value === undefined) ? fields.get(name) : undefined
  fields.set(name, before ? join([before, value]) : value)
}

/** Binds the target of a loop or `with`. */
export function bindLoopTarget(target: Expression, value: Value, frame: Frame): void {
  if (target.kind === 'name') assign(frame.scope, target.id, value)
  else if (target.kind === 'sequence') {
    const { items } = target
    const isKnown = value.kind === 'collection' && !value.anyNumber && value.items.length === items.length
    for (const [index, part] of items.entries())
      bindLoopTarget(part, (isKnown ? value.items[index] : undefined) ?? UNKNOWN, frame)
  }
}
