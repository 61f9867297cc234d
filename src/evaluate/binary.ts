/** What operators between two values give, and what is seen of it. */
import type { BinaryOperation } from '../project/python/tree.ts'
import { arrayOf, perhapsWide } from './array.ts'
import { joinedText, TEXT_LIMIT } from './bounded-values.ts'
import { type Frame, seenIn } from './frame.ts'
import { combined } from './combined.ts'
import type { Basis } from '../trace/place.ts'
import { boundsOf, constant, join, joinBasis, options, type Value, withBasis } from '../trace/value.ts'

/** Of a product with complex numbers, the other factor may be complex too. */
export function observeProduct(node: BinaryOperation, left: Value, right: Value, frame: Frame): void {
  if (node.operator !== '*' || isComplex(left) === isComplex(right)) return
  const factor = isComplex(left) ? node.right : node.left
  frame.observe?.({ kind: 'product', node, factor, ...seenIn(frame) })
}

/** `rank % torch.cuda.device_count()`, `size * torch.cuda.device_count()`, or what a name keeps of that number. */
export function observeDivision(node: BinaryOperation, left: Value, right: Value, frame: Frame): void {
  if (!/^(?:%|\/\/?|\*)$/.test(node.operator)) return
  if (left.kind === 'constant' && typeof left.value === 'string') return
  if (isNoneCounted(right)) frame.observe?.({ kind: 'division', node, by: node.right, ...seenIn(frame) })
  else if (node.operator === '*' && isNoneCounted(left))
    frame.observe?.({ kind: 'division', node, by: node.left, ...seenIn(frame) })
}

/** Whether a value is the number of GPUs where there are none. */
function isNoneCounted(value: Value): boolean {
  const isNone = value.kind === 'constant' && value.value === 0
  return isNone && (value.basis?.some(({ name }) => name.endsWith('device_count')) ?? false)
}

function isComplex(value: Value): boolean {
  return value.kind === 'tensor' && (value.dtype?.startsWith('complex') ?? false)
}

export function binary(operator: string, left: Value, right: Value): Value {
  const basis = joinBasis(left.basis, right.basis)
  if (operator === '+' && left.kind === 'constant' && right.kind === 'constant') {
    if (typeof left.value === 'string' && typeof right.value === 'string') {
      return joinedText([left.value, right.value], left.origin, basis)
    }
  }
  if (operator === '+' && left.kind === 'constant' && typeof left.value === 'string') {
    return { ...joinedText([left.value, '?'], left.origin, basis), partial: true }
  }
  if (operator === '%' && left.kind === 'constant' && typeof left.value === 'string') {
    if (left.value.length > TEXT_LIMIT) return { kind: 'unknown', basis }
    return { ...constant(left.value.replace(/%[a-z]/g, '?'), left.origin, basis), partial: true }
  }
  const number = ofCount(operator, left, right, basis)
  if (number) return number
  if (operator === '*' && left.kind === 'collection') return withBasis({ ...left, anyNumber: true }, basis)
  if (operator === '|') return join([...options(left), ...options(right)])
  if (operator === '/' && areIntegers(left, right)) return arrayOf('float64')
  if (operator === '/' && (mayBeOfIntegers(left, right) || [left, right].some(isOfIntegers))) return perhapsWide
  if (left.kind === 'tensor') return combined(left, right)
  return right.kind === 'tensor' ? combined(right, left) : { kind: 'unknown', basis }
}

/** Whether arrays of types that nobody knows meet; of two with integers, a quotient is one of 64-bit floats. */
function mayBeOfIntegers(left: Value, right: Value): boolean {
  const arrays = [left, right].filter((value) => value.kind === 'tensor')
  return arrays.length > 0 && arrays.every(({ library, dtype }) => library === 'numpy' && dtype === undefined)
}

/** Whether whole numbers are divided, one of them an array of NumPy's: the quotient is an array of 64-bit floats. */
function areIntegers(left: Value, right: Value): boolean {
  return [left, right].some(isOfIntegers) && [left, right].every((value) => isOfIntegers(value) || isNumber(value))
}

function isOfIntegers(value: Value): boolean {
  return value.kind === 'tensor' && value.library === 'numpy' && /^(?:u?int\d+|bool)$/.test(value.dtype ?? '')
}

function isNumber(value: Value): boolean {
  return value.kind === 'constant' && typeof value.value === 'number'
}

/**
 * What is reckoned with the number of GPUs: `device_count() - 1`. Other numbers are left alone, since what a loop makes of
 * them is not followed.
 */
function ofCount(operator: string, left: Value, right: Value, basis: readonly Basis[]): Value | undefined {
  if (!basis.some(({ name }) => name.endsWith('device_count'))) return undefined
  const [a, b] = [boundsOf(left), boundsOf(right)]
  if (!a || !b) return undefined
  const least = operator === '+' ? a.least + b.least : a.least - b.most
  if (!/^[-+]$/.test(operator) || !Number.isFinite(least)) return undefined
  const isKnown = a.least === a.most && b.least === b.most
  return isKnown ? constant(least, left.origin, basis) : { kind: 'count', atLeast: least, basis }
}
