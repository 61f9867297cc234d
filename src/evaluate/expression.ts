import type {
  Attribute,
  BooleanOperation,
  Comprehension,
  Expression,
  FormattedString,
  Wrapped,
} from '../project/python/tree.ts'
import { evaluateAttribute } from './attribute.ts'
import { collectionOf, joinedText, spreadFields } from './bounded-values.ts'
import { binary, observeDivision, observeProduct } from './binary.ts'
import { evaluateCall } from './call.ts'
import { evaluateComparison } from './comparison.ts'
import { conditional } from './conditional.ts'
import { firstOfInput } from './form.ts'
import { observeFallback } from './unless-given.ts'
import { type Frame, placeOf, seenIn } from './frame.ts'
import { functionAt, functionValue } from './function.ts'
import { bindLoopTarget } from './assigning.ts'
import { ANY_KEY, evaluateItem } from './item.ts'
import { guarded } from './guards.ts'
import { observeMeeting } from './meeting.ts'
import { observeNoneIn } from './none.ts'
import { observeOperator, observeSign } from './operator-calls.ts'
import { observeDevicesOfNone, observeOlderConditional } from './unusual-choices.ts'
import { attributeOn } from './machine/answers.ts'
import { assign, branchOf, lookUp } from './scope.ts'
import { inTurn } from './turns.ts'
import type { Place } from '../trace/place.ts'
import {
  constant,
  deviceName,
  join,
  joinBases,
  joinBasis,
  options,
  truth,
  UNKNOWN,
  type Value,
  withBasis,
} from '../trace/value.ts'

/** Evaluates an expression, observing what is seen on the way. */
export function evaluateExpression(node: Expression, frame: Frame, attribute?: Attribute): Value {
  const { evaluate } = frame.engine
  switch (node.kind) {
    case 'name':
      return nameValue(node.id, node, frame)
    case 'attribute':
      return evaluateAttribute(node, frame)
    case 'call':
      return evaluateCall(node, frame, attribute?.name)
    case 'string':
    case 'number':
    case 'constant':
      return constant(node.value, placeOf(frame, node), frame.control)
    case 'formatted':
      return formatted(node, frame)
    case 'sequence':
      return collectionOf(
        node.items.map((part) => evaluate(part, frame)),
        { origin: placeOf(frame, node) },
      )
    case 'mapping': {
      const fields = new Map<string, Value>()
      for (const { key, value } of node.entries) {
        const name = key ? evaluate(key, frame) : undefined
        const field = evaluate(value, frame)
        if (name?.kind === 'constant') {
          fields.set(String(name.value), field)
          observeOffer(String(name.value), value, field, frame)
        } else if (!key && field.kind === 'table')
          for (const [own, inner] of spreadFields(field)) fields.set(own, inner)
      }
      return { kind: 'table', fields }
    }
    case 'subscript':
      return evaluateItem(node, frame)
    case 'conditional':
      return conditional(node, frame)
    case 'boolean':
      return booleanOperation(node, frame)
    case 'not': {
      const operand = evaluate(node.operand, frame)
      const known = truth(operand)
      if (known === undefined && operand.basis?.length) return { kind: 'unknown', basis: operand.basis }
      if (known === undefined) return denied(operand)
      return constant(!known, placeOf(frame, node), operand.basis)
    }
    case 'comparison':
      return evaluateComparison(node, frame)
    case 'binary': {
      const left = evaluate(node.left, frame)
      const right = evaluate(node.right, frame)
      observeProduct(node, left, right, frame)
      observeDivision(node, left, right, frame)
      observeNoneIn(node, left, right, frame)
      const result = binary(node.operator, left, right)
      observeOperator(node, { left, right, result }, frame)
      observeMeeting(node, [node.left, left], [node.right, right], frame)
      return result
    }
    case 'unary': {
      const operand = evaluate(node.operand, frame)
      observeSign(node, operand, frame)
      if (operand.kind === 'tensor') return operand
      const isNumber = operand.kind === 'constant' && typeof operand.value === 'number' && node.operator === '-'
      return isNumber ? constant(-Number(operand.value), placeOf(frame, node), operand.basis) : UNKNOWN
    }
    case 'lambda':
      return functionValue(functionAt(node, frame), frame)
    case 'comprehension':
      return comprehension(node, frame)
    case 'named': {
      const value = evaluate(node.value, frame)
      assign(frame.scope, node.name, value)
      return value
    }
    case 'wrapped':
      return wrapped(node, frame)
    case 'opaque':
      for (const child of node.children) evaluate(child, frame)
      return UNKNOWN
  }
}

/** A comprehension over nothing is empty too; any other gives a number of what it makes that is not known. */
function comprehension(node: Comprehension, frame: Frame): Value {
  let inner: Frame = { ...frame, scope: branchOf(frame.scope) }
  const unreached: Frame = { ...inner, live: 'no', off: false }
  let none: Value | undefined
  for (const { target, value } of node.clauses) {
    const over = frame.engine.evaluate(value, inner)
    if (isSurelyEmpty(over)) {
      none ??= over
      inner = unreached
    }
    if (target) bindLoopTarget(target, inTurn(over, frame), inner)
  }
  const results = node.result.map((part) => frame.engine.evaluate(part, inner))
  if (none) {
    const nothing = collectionOf([], none.basis ? { basis: none.basis } : {})
    observeDevicesOfNone(node, nothing, results, frame)
    return nothing
  }
  const [first, second] = results
  const held = second ?? first
  if (!held || !options(held).some(isWorthKeeping)) return UNKNOWN
  if (second) return { kind: 'table', fields: new Map([[ANY_KEY, second]]) }
  return { ...collectionOf([held]), anyNumber: true }
}

/** `yield x`: whoever calls the function gets each of them in turn. */
function wrapped(node: Wrapped, frame: Frame): Value {
  const value = frame.engine.evaluate(node.value, frame)
  if (node.how !== 'yield') return value
  if (frame.live !== 'no') frame.yields.push(value)
  return UNKNOWN
}

/** Of a list of any number of things it matters that they are devices, or tensors of a type or layout that not all have. */
function isWorthKeeping(value: Value): boolean {
  if (value.kind === 'collection') return value.items.some((item) => options(item).some(isTold))
  return deviceName(value) !== undefined || isTold(value)
}

function isTold(value: Value): boolean {
  return value.kind === 'tensor' && (value.dtype ?? value.layout ?? value.perhapsWide) !== undefined
}

/** Whether a loop runs over nothing because of the machine: `range(torch.cuda.device_count())` on a Mac. */
export function isSurelyEmpty(over: Value): boolean {
  return over.kind === 'collection' && over.items.length === 0 && (over.basis?.length ?? 0) > 0
}

function nameValue(id: string, node: Expression, frame: Frame): Value {
  const value = lookUp(frame.scope, id)
  if (!value) return UNKNOWN
  if (value.kind !== 'external') return value
  frame.observe?.({ kind: 'attribute', node, name: value.name, ...seenIn(frame) })
  return attributeOn(frame.machine, value.name, placeOf(frame, node)) ?? value
}

function formatted(node: FormattedString, frame: Frame): Value {
  const texts: string[] = []
  let partial = false
  const bases: Value['basis'][] = []
  let begins: Place | undefined
  for (const part of node.parts) {
    const value = typeof part === 'string' ? constant(part) : frame.engine.evaluate(part, frame)
    // `f"{device}:{index}"` is what was written for the device.
    if (texts.length === 0) begins = value.origin
    bases.push(value.basis)
    if (value.kind === 'constant' && !value.partial) texts.push(String(value.value))
    else if (value.kind === 'device') texts.push(value.name)
    else {
      texts.push('?')
      partial = true
    }
  }
  const known = joinedText(texts, begins ?? placeOf(frame, node), joinBases([...bases, frame.control]))
  return partial ? { ...known, partial } : known
}

function booleanOperation(node: BooleanOperation, frame: Frame): Value {
  const left = frame.engine.evaluate(node.left, frame)
  const isAnd = node.operator === 'and'
  const right = frame.engine.evaluate(node.right, guarded(frame, node.left, left, isAnd))
  const known = truth(left)
  const basis = joinBasis(left.basis, right.basis)
  observeOlderConditional(node, left, right, frame)
  if (known === undefined && !isAnd) observeFallback(node, [node.left, left], [node.right, right], frame)
  if (known !== undefined)
    return known === isAnd
      ? withBasis(right, left.basis)
      : withBasis(left, node.operator === 'and' ? basis : left.basis)
  // What is true either way may still be two things: `given or "cuda"`.
  const isDecided = truth(right) === !isAnd && (isAnd || deviceName(right) === undefined)
  if (isDecided) return constant(!isAnd, placeOf(frame, node), basis)
  // `None or "cpu"` is never None.
  const value = isAnd
    ? join([UNKNOWN, right])
    : join([...options(left).filter((option) => truth(option) !== false), right])
  return withBasis(value, basis)
}

/**
 * What a table lets one choose from: `"device": (["auto", "cuda", "cpu"], {"default": "auto"})`, a list of texts and what else is
 * said of it, and `"device": {"type": "selector", "options": ["cpu", "cuda"]}`.
 */
function observeOffer(name: string, node: Expression, value: Value, frame: Frame): void {
  if (!frame.observe) return
  const listed = node.kind === 'sequence' && value.kind === 'collection'
  const [list, choices] = listed ? [node.items[0], value.items[0]] : offeredIn(node, value)
  if (list?.kind !== 'sequence' || choices?.kind !== 'collection') return
  const isOfTexts = choices.items.every((item) => item.kind === 'constant' && typeof item.value === 'string')
  if (!isOfTexts) return
  const first = firstOfInput(choices, listed ? value.items[1] : value)
  frame.observe({ kind: 'offer', node: list, name, choices, ...(first ? { first } : {}), ...seenIn(frame) })
}

function offeredIn(node: Expression, value: Value): readonly [Expression, Value | undefined] | readonly [] {
  if (node.kind !== 'mapping' || value.kind !== 'table') return []
  const entry = node.entries.find(({ key }) => key?.kind === 'string' && OFFERS.has(key.value))
  return entry?.key?.kind === 'string' ? [entry.value, value.fields.get(entry.key.value)] : []
}

/** What forms call the things that one can choose from. */
const OFFERS: ReadonlySet<string> = new Set(['options', 'choices', 'values', 'items', 'enum'])

/** What is not a value of which it is known what it is unless somebody says otherwise. */
function denied(value: Value): Value {
  if (value.kind !== 'choice') return UNKNOWN
  return join(
    value.options.map((option) => {
      const known = truth(option)
      return known === undefined ? UNKNOWN : constant(!known)
    }),
  )
}
