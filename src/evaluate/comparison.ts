import type { Call, Comparison, Expression } from '../project/python/tree.ts'
import type { ComparisonSeen } from '../trace/observation.ts'
import type { Basis } from '../trace/place.ts'
import { boundsOf, constant, deviceName, join, joinBases, options, UNKNOWN, type Value } from '../trace/value.ts'
import { TEXT_LIMIT } from './bounded-values.ts'
import { combined } from './combined.ts'
import { startsWith } from './text.ts'
import { type Frame, placeOf, seenIn } from './frame.ts'
import { observeMeeting } from './meeting.ts'
import { observeNoneCompared } from './none.ts'
import { GPU } from './machine/facts.ts'

/** Most comparisons of one chain that are observed, of which rules look at the whole chain each; real ones have two. */
const CHAIN_LIMIT = 10

/** The operator of what is written as a method: `device.startswith("cuda")`. */
const STARTS = 'startswith'

/** A call that asks whether a device is of some type, as the comparison that it is; undefined for any other. */
export function comparisonByMethod({ callee, arguments: given, at, end }: Call): Comparison | undefined {
  if (callee.kind !== 'attribute' || callee.name !== STARTS) return undefined
  const [only, ...others] = given
  const isDevice = only?.value.kind === 'string' && /^(?:cuda|mps)\b/.test(only.value.value)
  if (!isDevice || others.length > 0) return undefined
  return { kind: 'comparison', at, end, left: callee.object, rest: [{ operator: STARTS, right: only.value }] }
}

/** Evaluates a comparison; a chain of several is known only when every part is. */
export function evaluateComparison(node: Comparison, frame: Frame): Value {
  const first = frame.engine.evaluate(node.left, frame)
  let left = first
  let leftNode: Expression = node.left
  const results: (boolean | undefined)[] = []
  const bases: (readonly Basis[] | undefined)[] = []
  const isLiteral = comparesWithLiteral(node)
  for (const [index, { operator, right: rightNode }] of node.rest.entries()) {
    const right = frame.engine.evaluate(rightNode, frame)
    if (index < CHAIN_LIMIT)
      frame.observe?.({
        kind: 'comparison',
        node,
        operator,
        left,
        right,
        ...blockBehind(node, frame),
        ...seenIn(frame),
      })
    observeMeeting(node, [leftNode, left], [rightNode, right], frame)
    observeNoneCompared(leftNode, left, operator, rightNode, right, frame)
    results.push(
      compare(left, operator, right) ??
        compareImported(left, operator, right, frame) ??
        compareDevice(leftNode, left, operator, rightNode, right, frame) ??
        compareError(left, operator, rightNode, frame),
    )
    bases.push(
      left.basis,
      right.basis,
      isLiteral ? deviceBasis([leftNode, left], [rightNode, right], node, frame) : undefined,
    )
    left = right
    leftNode = rightNode
  }
  const basis = joinBases(bases)
  if (results.includes(false)) return constant(false, placeOf(frame, node), basis)
  if (results.every((result) => result === true)) return constant(true, placeOf(frame, node), basis)
  return (
    (basis?.length ? undefined : (unlessGiven(node, first) ?? comparedTensors(node, first, left))) ?? {
      kind: 'unknown',
      basis,
    }
  )
}

/** `x > 0` of a tensor is one of truths, where the tensor is. */
function comparedTensors({ rest }: Comparison, left: Value, right: Value): Value | undefined {
  const [only, ...others] = rest
  if (!only || others.length > 0 || !/^(?:[<>]=?|[!=]=)$/.test(only.operator)) return undefined
  const [tensor] = [left, right].flatMap((side) => (side.kind === 'tensor' && side.library === 'torch' ? [side] : []))
  if (!tensor) return undefined
  const {
    dtypeByDefault: _,
    perhapsWide: __,
    origin: ___,
    ...compared
  } = combined(tensor, tensor === left ? right : left)
  return { ...compared, dtype: 'bool' }
}

/** What a GPU is called that somebody may name. */
const NAMES_GPU = /cuda|gpu/i

/** `gpu is None` of what is None unless somebody names one; of other arguments the calls may not have been read. */
function unlessGiven({ left: asked, rest }: Comparison, left: Value): Value | undefined {
  const name = asked.kind === 'name' ? asked.id : asked.kind === 'attribute' ? asked.name : ''
  if (!NAMES_GPU.test(name)) return undefined
  const [only, ...others] = rest
  const isOfNone = only?.right.kind === 'constant' && only.right.value === null && others.length === 0
  if (!isOfNone || (only.operator !== 'is' && only.operator !== 'is not')) return undefined
  const given = options(left)
  const isUsual = given.some((option) => scalar(option) === null) && given.some(({ kind }) => kind === 'unknown')
  if (!isUsual || given.some((option) => option.kind !== 'unknown' && scalar(option) !== null)) return undefined
  return join([constant(only.operator === 'is'), UNKNOWN])
}

function blockBehind(node: Comparison, { if: statement }: Frame): Pick<ComparisonSeen, 'block'> {
  const [only] = statement?.branches ?? []
  return only?.test === node ? { block: only.body } : {}
}

/** Whether `left operator right` holds, when that is so for all their alternatives. */
function compare(left: Value, operator: string, right: Value): boolean | undefined {
  if (left.kind !== 'choice' && right.kind !== 'choice') return comparePair(left, operator, right)
  const results = new Set(options(left).flatMap((a) => options(right).map((b) => comparePair(a, operator, b))))
  return results.size === 1 ? [...results][0] : undefined
}

function comparePair(left: Value, operator: string, right: Value): boolean | undefined {
  if (operator === 'in' || operator === 'not in') {
    const found = contains(right, left)
    return found === undefined ? undefined : found === (operator === 'in')
  }
  if (operator === STARTS) return begins(left, right)
  const equal = equalValues(left, right)
  if (operator === '==' || operator === 'is') return equal
  if (operator === '!=' || operator === 'is not' || operator === '<>') return equal === undefined ? undefined : !equal
  const less = operator === '<' || operator === '>=' ? isLess(left, right) : isLess(right, left)
  if (operator === '<' || operator === '>') return less
  return less === undefined || (operator !== '<=' && operator !== '>=') ? undefined : !less
}

/** `if amp is not None:` after `amp` was imported; where the import may fail it is None as well, and nothing is known. */
function compareImported(left: Value, operator: string, right: Value, { program }: Frame): boolean | undefined {
  const isImported = left.kind === 'external' && program.elsewhere.has(left.name)
  return isImported && scalar(right) === null && /^is(?: not)?$/.test(operator) ? operator === 'is not' : undefined
}

function begins(left: Value, right: Value): boolean | undefined {
  const text = scalar(left)
  const beginning = scalar(right)
  if (typeof text !== 'string' || typeof beginning !== 'string' || text.length > TEXT_LIMIT) return undefined
  return startsWith(text, beginning, isPartial(left))
}

/** Whether one number is less than another; undefined when that is not known, or one of them is no number. */
function isLess(left: Value, right: Value): boolean | undefined {
  const a = boundsOf(left)
  const b = boundsOf(right)
  if (!a || !b) return undefined
  if (a.most < b.least) return true
  return a.least >= b.most ? false : undefined
}

function equalValues(left: Value, right: Value): boolean | undefined {
  if (isDeviceAndText(left, right)) return false
  const a = scalar(left)
  const b = scalar(right)
  if (a === undefined || b === undefined) {
    const differ = isSomething(left, right) || isLess(left, right) === true || isLess(right, left) === true
    return differ ? false : undefined
  }
  if (isPartial(left) || isPartial(right)) return typeof a === typeof b ? undefined : false
  return a === b
}

/** PyTorch holds no device and text to be equal: `torch.device("mps") == "mps"` is false. */
function isDeviceAndText(left: Value, right: Value): boolean {
  const text = left.kind === 'device' ? right : right.kind === 'device' ? left : undefined
  return text?.kind === 'constant' && typeof text.value === 'string'
}

/** What is made by calling a class; what another function gives may be None. */
const MADE = /(?:^|\.)[A-Z]\w*$/

/** A function, object or the like is never None. */
function isSomething(left: Value, right: Value): boolean {
  const other = scalar(left) === null ? right : scalar(right) === null ? left : undefined
  if (other?.kind === 'instance') return MADE.test(other.of)
  return (
    other !== undefined &&
    ['function', 'class', 'object', 'module', 'device', 'collection', 'count'].includes(other.kind)
  )
}

function scalar(value: Value): string | number | boolean | null | undefined {
  if (value.kind === 'device') return value.name
  return value.kind === 'constant' ? value.value : undefined
}

function isPartial(value: Value): boolean {
  return value.kind === 'constant' && value.partial === true
}

function contains(container: Value, item: Value): boolean | undefined {
  if (container.kind === 'collection' && item.kind === 'device') {
    const same = container.items.map((member) => equalValues(member, item))
    if (same.includes(true)) return true
    return same.includes(undefined) || container.anyNumber ? undefined : false
  }
  const wanted = scalar(item)
  if (wanted === undefined || isPartial(item)) return undefined
  if (container.kind === 'collection') {
    const members = container.items.map(scalar)
    if (members.includes(wanted)) return true
    return members.includes(undefined) || container.anyNumber ? undefined : false
  }
  const text = scalar(container)
  if (typeof text !== 'string' || typeof wanted !== 'string' || text.length > TEXT_LIMIT) return undefined
  return isPartial(container) && !text.includes(wanted) ? undefined : text.includes(wanted)
}

/**
 * Nothing has a device of a type that the machine lacks: on a Mac `x.device.type == 'cuda'` is false, whatever `x` is. Only
 * a device that was made by that name says so itself, `torch.device("cuda").type`, until something is put there.
 */
function compareDevice(
  leftNode: Expression,
  left: Value,
  operator: string,
  rightNode: Expression,
  right: Value,
  { machine }: Frame,
): boolean | undefined {
  const name = deviceName(right) ?? deviceName(left)
  const asksType = [leftNode, rightNode].some((node) => node.kind === 'attribute' && node.name === 'type')
  if ((name !== 'cuda' && name !== 'mps') || name === GPU[machine.name] || !asksType) return undefined
  if ([left, right].every((side) => options(side).some((option) => deviceName(option) === name))) return undefined
  if (operator === '==') return false
  return operator === '!=' ? true : undefined
}

/** `"CUDA out of memory" in str(error)`: no error says so where there is no CUDA. */
function compareError(left: Value, operator: string, rightNode: Expression, { machine }: Frame): boolean | undefined {
  if (machine.name === 'linux-cuda' || (operator !== 'in' && operator !== 'not in')) return undefined
  const text = scalar(left)
  if (typeof text !== 'string' || !/^(?:RuntimeError: )?CUDA (?:out of memory|error)/.test(text)) return undefined
  const isText =
    rightNode.kind === 'call' && rightNode.callee.kind === 'name' && /^(?:str|repr)$/.test(rightNode.callee.id)
  return isText ? operator === 'not in' : undefined
}

/** Whether a text, a list of texts, or a device made of a text is written on one of the sides. */
function comparesWithLiteral({ left, rest }: Comparison): boolean {
  return (
    left.kind === 'string' || rest.some(({ right }) => /^(?:string|sequence)$/.test(right.kind) || makesDevice(right))
  )
}

/** `torch.device("cuda")`. */
function makesDevice(node: Expression): boolean {
  if (node.kind !== 'call' || node.arguments[0]?.value.kind !== 'string') return false
  return node.callee.kind === 'attribute' ? node.callee.name === 'device' : false
}

type Side = readonly [Expression, Value]

/** A comparison with the name of an accelerator asks about the machine: with that which is written, where one is. */
function deviceBasis(left: Side, right: Side, node: Comparison, frame: Frame): readonly Basis[] {
  const written = [left, right].filter(([side]) => side.kind === 'string')
  const names = (written.length === 1 ? written : [left, right]).flatMap(([, value]) =>
    options(value).flatMap((option) =>
      option.kind === 'collection' ? option.items.map(deviceAsked) : [deviceAsked(option)],
    ),
  )
  const asked = names.find((name) => name === 'cuda' || name === 'mps')
  if (!asked) return []
  return [{ fact: asked === 'mps' ? 'mps' : 'device', name: asked, place: placeOf(frame, node) }]
}

/** The device that a text names, or that the type of a tensor names: `x.type() == "torch.cuda.FloatTensor"`. */
function deviceAsked(value: Value): string | undefined {
  const isType = value.kind === 'constant' && typeof value.value === 'string' && OF_CUDA.test(value.value)
  return isType ? 'cuda' : deviceName(value)
}

const OF_CUDA = /^torch\.cuda\.\w+Tensor$/
