import type { CallSeen } from '../../trace/observation.ts'
import type { Call, Expression } from '../../trace/syntax.ts'
import { options } from '../../trace/value.ts'
import type { Pitfall } from '../../knowledge/knowledge.ts'
import { isShown, pitfallsOf } from '../../knowledge/pitfalls.ts'
import type { Certainty } from '../../report/report.ts'
import { isComplexFactor } from './complex-numbers.ts'
import { destinationOfCall } from '../devices/destination.ts'
import { setsFallback } from './fallback-variable.ts'
import { passedTo } from '../observations/call-arguments.ts'
import { passesOption } from '../observations/option-passed.ts'
import { certaintyOnDevice, isMaker } from '../devices/on-device.ts'
import { operatorName, tableName } from './operator-name.ts'
import type { AuditContext } from '../rule.ts'
import { torchVersion } from './torch-version.ts'

/** A pitfall of Metal that a call meets, as far as its code shows. */
export interface PitfallMet {
  readonly pitfall: Pitfall
  /** `torch.Tensor.repeat`. */
  readonly name: string
  readonly certainty: Certainty
}

/** Whether calls of a name may meet a pitfall. */
export function hasPitfalls(name: string, context: AuditContext): boolean {
  const { knowledge, target } = context
  return pitfallsOf(knowledge, tableName(name), torchVersion(context), target.osVersion).length > 0
}

/** The pitfalls of a call: those of which the code shows the number type, the option or the view that brings them about. */
export function pitfallsAt(call: CallSeen, context: AuditContext): readonly PitfallMet[] {
  const known = operatorName(call)
  const isFactor = call.name.startsWith('.') && isUnknown(call) && isComplexFactor(call, context)
  const name = isFactor ? `torch.Tensor${call.name}` : known
  if (name === undefined || !mayBeOnDevice(call)) return []
  const pitfalls = pitfallsOf(context.knowledge, name, torchVersion(context), context.target.osVersion)
  const met = pitfalls.filter((pitfall) => shows(pitfall, call, isFactor, context))
  const certainty = met.length > 0 ? certaintyOnDevice(call) : undefined
  if (certainty === undefined) return []
  const isGuess = (pitfall: Pitfall): boolean => {
    const { when, dtypes } = pitfall
    return (
      isFactor ||
      when !== undefined ||
      (dtypes !== undefined && dtypesOf(call).length === 0) ||
      isOptional(call, pitfall)
    )
  }
  return met.map((pitfall) => ({ pitfall, name, certainty: isGuess(pitfall) ? 'possible' : certainty }))
}

/** Whether what brings it about is given on a condition: `proj_size=size if self.recurrent else 0`. */
function isOptional({ keywords }: CallSeen, { options: needed = {} }: Pitfall): boolean {
  return Object.keys(needed).some((name) => keywords.get(name)?.argument.value.kind === 'conditional')
}

/** Whether a method is called on what may be a tensor of any number type. */
function isUnknown({ receiver }: CallSeen): boolean {
  if (receiver === undefined || receiver.kind === 'unknown') return true
  return receiver.kind === 'tensor' && receiver.library === 'torch' && receiver.dtype === undefined
}

/** Of what is moved, only what is moved to the device meets what holds there. */
function mayBeOnDevice(call: CallSeen): boolean {
  if (call.name !== '.to' && call.name !== '.cuda') return true
  const destination = destinationOfCall(call)
  return destination !== undefined && destination !== 'cpu'
}

function shows(pitfall: Pitfall, call: CallSeen, isFactor: boolean, context: AuditContext): boolean {
  const { dtypes, environment, layout, views } = pitfall
  const given = Object.entries(pitfall.options ?? {})
  if (!isShown(pitfall)) return false
  if (environment !== undefined && !setsFallback(context)) return false
  const own = isFactor ? ['complex64'] : dtypesOf(call)
  // An option that is there for all to see makes up for a number type of which nothing is known.
  const isOpen = own.length === 0 && given.length > 0
  if (dtypes && !isOpen && !own.some((dtype) => dtypes.includes(dtype))) return false
  if (pitfall.more && !isMore(pitfall.more, call)) return false
  if (layout !== undefined && !isKeptAs(layout, call.result)) return false
  if (views !== undefined && !isView(call, views)) return false
  return given.every(([option, value]) => passesOption(call, value === 'given' ? option : `${option}=${value}`))
}

/** Whether a number is given that is larger than another: `x.topk(50)`, of which the tensor is the first argument of the function. */
function isMore({ argument, position, than }: NonNullable<Pitfall['more']>, call: CallSeen): boolean {
  const given = passedTo(call, argument, call.name.startsWith('.') ? position - 1 : position)?.value
  return given !== undefined && options(given).some((each) => each.kind === 'constant' && Number(each.value) > than)
}

/** Whether a call gives a tensor of a layout. */
function isKeptAs(layout: Pitfall['layout'], result: CallSeen['result']): boolean {
  return options(result).some((each) => each.kind === 'tensor' && each.layout === layout)
}

/** The number types of the tensors that a call works on, as far as known. */
export function dtypesOf(call: CallSeen): readonly string[] {
  const { receiver, positional, result } = call
  const given = [...(receiver ? [receiver] : []), ...positional.map(({ value }) => value)]
  const values = isMaker(call) ? [result] : given
  return values.flatMap(options).flatMap((value) => (value.kind === 'tensor' && value.dtype ? [value.dtype] : []))
}

/** Methods and attributes that give views whose elements are not in order. */
const VIEWS = /^(?:t|transpose|permute|movedim|swapaxes|T|mT)$/

function isView(call: CallSeen, place: 'first' | 'second'): boolean {
  const ofMethod = call.receiver !== undefined && call.node.callee.kind === 'attribute' && call.name.startsWith('.')
  const own = ofMethod && call.node.callee.kind === 'attribute' ? [call.node.callee.object] : []
  const given = [...own, ...call.node.arguments.filter(({ name }) => name === undefined).map(({ value }) => value)]
  const node = given[place === 'first' ? 0 : 1]
  return node !== undefined && isReordered(node)
}

/** Whether a permutation, as far as it is written out, leaves the last two dimensions in their order: `q.permute(0, 2, 1, 3)`. */
function keepsMatrix({ arguments: given }: Call): boolean {
  const [first] = given
  const items = first?.value.kind === 'sequence' ? first.value.items : given.map(({ value }) => value)
  const [row, column] = items.slice(-2)
  return row?.kind === 'number' && column?.kind === 'number' && row.value < column.value
}

/** Whether something is transposed, permuted, or cut out of the middle dimensions: `x[:, 1]`. */
function isReordered(node: Expression): boolean {
  if (node.kind === 'attribute') return /^m?T$/.test(node.name)
  if (node.kind === 'call') {
    const { callee } = node
    return callee.kind === 'attribute' && VIEWS.test(callee.name) && !(callee.name === 'permute' && keepsMatrix(node))
  }
  if (node.kind !== 'subscript') return false
  const [first] = node.index
  return node.index.length > 1 && first?.kind === 'opaque' && first.children.length === 0
}
