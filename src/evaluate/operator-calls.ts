/** Operators of Python between tensors, observed as calls of the methods that PyTorch makes of them: `codes >> 4`. */
import type { BinaryOperation, Call, Expression, Span, UnaryOperation } from '../project/python/tree.ts'
import { options, type Value } from '../trace/value.ts'
import { type Frame, seenIn } from './frame.ts'

/** What an operator is as a method. A shift has one of its own for the operator alone. */
const METHODS: ReadonlyMap<string, string> = new Map([
  ['@', 'matmul'],
  ['%', 'remainder'],
  ['//', 'floor_divide'],
  ['&', 'bitwise_and'],
  ['|', 'bitwise_or'],
  ['^', 'bitwise_xor'],
  ['~', 'bitwise_not'],
  ['<<', '__lshift__'],
  ['>>', '__rshift__'],
])

/** The same where it changes what stands on its left: `codes >>= 4`. A product is not made in place. */
const IN_PLACE: ReadonlyMap<string, string> = new Map([
  ['%', 'remainder_'],
  ['//', 'floor_divide_'],
  ['&', 'bitwise_and_'],
  ['|', 'bitwise_or_'],
  ['^', 'bitwise_xor_'],
  ['<<', '__ilshift__'],
  ['>>', '__irshift__'],
])

/** Observes an operator between two values of which one is a tensor, or looks like one. */
export function observeOperator(
  { left, right, operator, ...span }: Pick<BinaryOperation, 'left' | 'right' | 'operator' | 'at' | 'end'>,
  values: { readonly left: Value; readonly right: Value; readonly result: Value },
  frame: Frame,
  isInPlace = false,
): void {
  const method = (isInPlace ? IN_PLACE.get(operator) : undefined) ?? METHODS.get(operator)
  if (method === undefined || !frame.observe) return
  const known = [values.left, values.right].find(isTensor)
  if (!known && !looksLikeTensors(operator, left, right)) return
  const isShiftOfNumber = operator.length === 2 && /[<>]/.test(operator) && values.left.kind === 'constant'
  // `1 << bits` is another function, for which older releases go back to the CPU by themselves.
  if (isShiftOfNumber) return
  const argument = { at: right.at, end: right.end, value: right }
  frame.observe({
    kind: 'call',
    node: callOf(left, method, [argument], span),
    name: frame.program.own(`.${method}`),
    receiver: known ?? values.left,
    operator,
    positional: [{ argument, value: known === values.left || !known ? values.right : values.left }],
    keywords: new Map(),
    result: values.result,
    ...seenIn(frame),
  })
}

/** Observes `~mask`. */
export function observeSign({ operand, operator, at, end }: UnaryOperation, value: Value, frame: Frame): void {
  const method = METHODS.get(operator)
  if (method === undefined || !frame.observe || !(isTensor(value) || looksLikeTensor(operand))) return
  frame.observe({
    kind: 'call',
    node: callOf(operand, method, [], { at, end }),
    name: frame.program.own(`.${method}`),
    receiver: value,
    operator,
    positional: [],
    keywords: new Map(),
    result: value,
    ...seenIn(frame),
  })
}

/** The call that an operator stands for, whose own name is the operation as a whole. */
function callOf(object: Expression, name: string, given: Call['arguments'], { at, end }: Span): Call {
  return { kind: 'call', at, end, callee: { kind: 'attribute', at, end, object, name, nameAt: at }, arguments: given }
}

function isTensor(value: Value): boolean {
  return options(value).some((option) => option.kind === 'tensor' && option.library === 'torch')
}

/** Whether operands of which nothing is known are written as tensors are: numbers are seldom multiplied as matrices or joined as masks. */
function looksLikeTensors(operator: string, left: Expression, right: Expression): boolean {
  if (operator === '@') return true
  return /^(?:[&|^]|<<|>>)$/.test(operator) && (looksLikeTensor(left) || looksLikeTensor(right))
}

/** Methods that nothing but tensors has. */
const OF_TENSORS =
  /^(?:unsqueeze|squeeze|long|bool|int|byte|masked_fill|logical_not|eq|ne|ge|gt|le|lt|isnan|bitwise_\w+)$/

function looksLikeTensor(node: Expression): boolean {
  if (node.kind === 'comparison') return node.rest.every(({ operator }) => /^(?:[<>]=?|[!=]=)$/.test(operator))
  if (node.kind === 'unary') return node.operator === '~'
  if (node.kind === 'subscript') return node.index.some(({ kind }) => kind === 'opaque' || kind === 'constant')
  return node.kind === 'call' && node.callee.kind === 'attribute' && OF_TENSORS.test(node.callee.name)
}
