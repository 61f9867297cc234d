/** The conditions that code is behind. */
import type { Expression } from '../project/python/tree.ts'
import { and, type Frame, placeOf } from './frame.ts'
import { silent } from './function.ts'
import { assignedTo } from './names.ts'
import type { Guard } from '../trace/observation.ts'
import { joinBasis, truth, type Value } from '../trace/value.ts'

/** The frame of code that runs only when a test comes out on one side. */
export function guarded(frame: Frame, test: Expression, value: Value, side: boolean): Frame {
  return behind(frame, guardsOf(test, value, side, frame), value, side)
}

/** The same where the guards of the test on that side are at hand. */
export function behind(frame: Frame, guards: readonly Guard[], value: Value, side: boolean): Frame {
  const known = truth(value)
  const basis = value.basis ?? []
  const dies = known !== undefined && known !== side
  return {
    ...frame,
    live: and(frame.live, known === undefined ? undefined : !dies),
    off: dies ? (frame.live !== 'no' || frame.off) && guards.every(isSet) : frame.off,
    guards: withGuards(frame.guards, guards),
    control: basis.length ? joinBasis(frame.control, basis) : frame.control,
  }
}

/** Whether the program is set so that a test comes out as it does: it asks nothing of the machine, and is not written as true or false. */
export function isSet({ test, basis }: Guard): boolean {
  return basis.length === 0 && test.kind !== 'constant' && test.kind !== 'number'
}

/**
 * Most guards around one piece of code, of which rules ask each: a function of a thousand early returns would have a
 * million otherwise. The outermost say which machine the code is for, the innermost what it is about.
 */
const GUARDS_LIMIT = 100

/** Guards with more inside them; of too many, those in the middle are left out. */
export function withGuards(around: readonly Guard[], inner: readonly Guard[]): readonly Guard[] {
  if (inner.length === 0) return around
  const all = around.concat(inner)
  const half = GUARDS_LIMIT / 2
  return all.length <= GUARDS_LIMIT ? all : [...all.slice(0, half), ...all.slice(-half)]
}

/** More parts of one test than this are not looked at one by one. */
const PARTS_LIMIT = 6

/**
 * A test as a condition; one that is not known, by its parts as far as all of them hold: `a and b`, `not (a or b)`. Where
 * nothing is observed nobody asks for the parts, and to evaluate them a second time there would double the work with
 * each condition within a condition.
 */
export function guardsOf(test: Expression, value: Value, side: boolean, frame: Frame): readonly Guard[] {
  const isSplit = frame.observe !== undefined && truth(value) === undefined && test.kind === 'boolean'
  const parts = isSplit ? partsOf(test, side) : []
  const whole = [{ test, value }]
  const conditions = parts.length > 1 && parts.length <= PARTS_LIMIT ? partsSeen(parts, frame) : whole
  return conditions.map((condition) => ({
    test: condition.test,
    side,
    value: truth(condition.value),
    ...(isUsually(!side, condition.value) ? { unlessAsked: true } : {}),
    ...(isUsually(side, condition.value) ? { unlessDenied: true } : {}),
    basis: condition.value.basis ?? [],
    place: placeOf(frame, condition.test),
    ...meaningOf(condition.test, condition.value, frame),
  }))
}

/** An option whose default is False, or what is set to False and perhaps to something else; the same of True. */
function isUsually(outcome: boolean, value: Value): boolean {
  return (
    value.kind === 'choice' &&
    value.options.some((option) => option.kind === 'constant' && option.value === outcome) &&
    value.options.every((option) => option.kind === 'unknown' || truth(option) === outcome)
  )
}

function partsSeen(parts: readonly Expression[], frame: Frame): readonly { test: Expression; value: Value }[] {
  const unseen = silent(frame)
  return parts.map((test) => ({ test, value: frame.engine.evaluate(test, unseen) }))
}

/**
 * Of a name of which nothing is known, what it was set to; where that is one thing or None, the condition for which it is the one:
 * `scaler = GradScaler() if device == "cuda" else None`.
 */
function meaningOf(test: Expression, value: Value, frame: Frame): Pick<Guard, 'assigned'> {
  if (!frame.observe || truth(value) !== undefined) return {}
  const none = operatorWithNone(test)
  const name = none && test.kind === 'comparison' ? test.left : test
  const assigned = name.kind === 'name' ? assignedTo(name.id, frame) : undefined
  if (assigned?.kind !== 'conditional' || !isNone(assigned.otherwise)) return assigned && !none ? { assigned } : {}
  const { at, end } = assigned.test
  return { assigned: none === 'is' ? { kind: 'not', operand: assigned.test, at, end } : assigned.test }
}

/** Of `a is None` and `a is not None` the operator. */
function operatorWithNone(test: Expression): 'is' | 'is not' | undefined {
  const [only, ...others] = test.kind === 'comparison' ? test.rest : []
  if (!only || others.length > 0 || !isNone(only.right)) return undefined
  return only.operator === 'is' || only.operator === 'is not' ? only.operator : undefined
}

function isNone(node: Expression): boolean {
  return node.kind === 'constant' && node.value === null
}

/** The operands that all come out on one side when the whole does. */
function partsOf(test: Expression, side: boolean): readonly Expression[] {
  const parts: Expression[] = []
  const waiting = [test]
  for (let next = waiting.pop(); next && parts.length <= PARTS_LIMIT; next = waiting.pop()) {
    if (next.kind === 'boolean' && (next.operator === 'and') === side) waiting.push(next.right, next.left)
    else parts.push(next)
  }
  return parts
}
