/** Whether a call is given what knowledge says of an argument. */
import type { Given } from '../../knowledge/knowledge.ts'
import type { CallSeen } from '../../trace/observation.ts'
import { options, type Value } from '../../trace/value.ts'
import { type Passed, passedTo } from './call-arguments.ts'

/** That it is: surely, or as one of several values, and by which argument, unless that was left out. */
export interface Met {
  readonly certainty: 'surely' | 'perhaps'
  readonly passed?: Passed
}

/** Undefined where it is not, or nothing is known. */
export function isGiven(call: CallSeen, given: Given): Met | undefined {
  const passed = passedIn(call, given)
  if (!passed) return given.byDefault && isComplete(call) ? { certainty: 'surely' } : undefined
  const all = options(passed.value)
  const fitting = all.filter((value) => fits(value, given)).length
  if (fitting === 0) return undefined
  return { certainty: fitting === all.length ? 'surely' : 'perhaps', passed }
}

/** An argument of its own, or the one that is the dictionary with it. */
function passedIn(call: CallSeen, { argument, position, within }: Given): Passed | undefined {
  const table = within && passedTo(call, within.argument, within.position)
  const field = table?.value.kind === 'table' ? table.value.fields.get(argument) : undefined
  return table && field ? { argument: table.argument, value: field } : passedTo(call, argument, position)
}

/** Whether all arguments are written down: `*args` and `**kwargs` may hold more. */
function isComplete({ node }: CallSeen): boolean {
  return node.arguments.every(({ star }) => !star)
}

function fits(value: Value, { values = [], least }: Given): boolean {
  return values.some((own) => isLike(value, own)) || (least !== undefined && (sizeOf(value) ?? 0) >= least)
}

function isLike(value: Value, own: string | number | boolean): boolean {
  if (value.kind === 'collection') return value.items.length > 0 && value.items.every((item) => isLike(item, own))
  if (typeof own === 'string') return isText(textOf(value), own.toLowerCase())
  const constant = value.kind === 'constant' ? value.value : undefined
  return constant === own || (own === true && typeof constant === 'number' && constant !== 0)
}

/** `cuda` is the whole of a text, `cuda*` how one begins, `*-fp8` how it ends, `*-pose*` what it contains, `qwen/*-fp8` how it begins and ends. */
function isText(text: string | undefined, own: string): boolean {
  if (text === undefined) return false
  const [begin = '', middle, end] = own.split('*')
  if (middle === undefined) return text === own
  if (end !== undefined) return text.includes(middle)
  return text.length >= begin.length + middle.length && text.startsWith(begin) && text.endsWith(middle)
}

/** What a value is called, in lower case: a text, a device, a member such as `Device.CUDA`, or the class of an object. */
function textOf(value: Value): string | undefined {
  if (value.kind === 'constant') return typeof value.value === 'string' ? value.value.toLowerCase() : undefined
  if (value.kind === 'device') return value.name.toLowerCase()
  const name = value.kind === 'external' ? value.name : value.kind === 'instance' ? value.of : undefined
  return name?.slice(name.lastIndexOf('.') + 1).toLowerCase()
}

/** A number, or how many a list holds. */
function sizeOf(value: Value): number | undefined {
  if (value.kind === 'collection') return value.items.length
  return value.kind === 'constant' && typeof value.value === 'number' ? value.value : undefined
}
