/**
 * Values as far as they are known without running the program. Everything is readonly except the tables of
 * objects (`fields`), which are filled while the program is evaluated.
 */
import type { TracedClass, TracedFunction } from './definition.ts'
import type { Basis, Place } from './place.ts'
import type { Module } from './module.ts'

interface Known {
  /** Where the value was written down. */
  readonly origin?: Place
  readonly basis?: readonly Basis[]
}

export type Value =
  | Unknown
  | Constant
  | Device
  | External
  | Instance
  | FunctionValue
  | ClassValue
  | ObjectValue
  | ModuleValue
  | Collection
  | Table
  | Tensor
  | Count
  | Choice

export interface Unknown extends Known {
  readonly kind: 'unknown'
}
export interface Constant extends Known {
  readonly kind: 'constant'
  readonly value: string | number | boolean | null
  /** Set for a string of which parts are not known; they stand as `?`. */
  readonly partial?: boolean
}
/** A `torch.device` or the like; `name` is for example `cuda:0`. */
export interface Device extends Known {
  readonly kind: 'device'
  readonly name: string
}
/** Something of a package outside the project, by its qualified name. */
export interface External extends Known {
  readonly kind: 'external'
  readonly name: string
}
/** What calling something external gave. */
export interface Instance extends Known {
  readonly kind: 'instance'
  /** What was called; empty for something of which no more is known than what the code has set of it. */
  readonly of: string
  /** Attributes that are known; for parsers of options, the options. */
  readonly fields: Map<string, Value>
}
export interface FunctionValue extends Known {
  readonly kind: 'function'
  readonly function: TracedFunction
  readonly self?: Value
}
export interface ClassValue extends Known {
  readonly kind: 'class'
  readonly class: TracedClass
}
export interface ObjectValue extends Known {
  readonly kind: 'object'
  readonly class: TracedClass
  /** The call that made it, where it is one of which that is known. */
  readonly made?: Place
}
export interface ModuleValue extends Known {
  readonly kind: 'module'
  readonly module: Module
}
export interface Collection extends Known {
  readonly kind: 'collection'
  readonly items: readonly Value[]
  /** Set where it may hold any number of what it holds: `[f"cuda:{i}" for i in range(count)]`. */
  readonly anyNumber?: true
}
export interface Table extends Known {
  readonly kind: 'table'
  readonly fields: Map<string, Value>
}
/** A tensor or array. */
export interface Tensor extends Known {
  readonly kind: 'tensor'
  readonly library: 'torch' | 'numpy' | 'other'
  /** For example `float64`; absent when not known. */
  readonly dtype?: string
  /** Whether `dtype` is what the library takes when none is named. */
  readonly dtypeByDefault?: boolean
  /** Name of the device, when it was given. */
  readonly device?: string
  /** Set for one that was made without a device, which is on the CPU, and not moved since. */
  readonly unplaced?: true
  /** Set where the dtype is not known and what gave it often gives 64-bit floats, as environments and data frames do. */
  readonly perhapsWide?: true
  /** How many dimensions it has, when that is known. */
  readonly dimensions?: number
  /** Set for one that may be a single number, which PyTorch lets meet tensors on any device. */
  readonly single?: true
  /** Set for one that keeps only what is not zero: by coordinates, or compressed by rows, columns or blocks. */
  readonly layout?: 'sparse' | 'compressed'
}
/** A number of which only the least is known, such as that of the GPUs of a machine that has some. */
export interface Count extends Known {
  readonly kind: 'count'
  readonly atLeast: number
}
/** One of several values. */
export interface Choice extends Known {
  readonly kind: 'choice'
  readonly options: readonly Value[]
  /** Set where it is all of them in turn, as in a loop: `for device in ["cuda", "cpu"]`. */
  readonly inTurn?: true
}

export const UNKNOWN: Unknown = { kind: 'unknown' }

/** More alternatives than this say no more than "not known". */
const CHOICE_LIMIT = 8

/** Longest list of machine facts carried along; the first ones explain enough. */
const BASIS_LIMIT = 6

export function constant(value: Constant['value'], origin?: Place, basis?: readonly Basis[]): Constant {
  if (!basis?.length) return origin ? { kind: 'constant', value, origin } : { kind: 'constant', value }
  return origin ? { kind: 'constant', value, origin, basis } : { kind: 'constant', value, basis }
}

const NO_BASIS: readonly Basis[] = []

/** The union of lists of machine facts, without repeats; a list that holds all of it is given back as it is. */
export function joinBasis(...lists: readonly (readonly Basis[] | undefined)[]): readonly Basis[] {
  return joinBases(lists)
}

/** The same of any number of lists. */
export function joinBases(lists: Iterable<readonly Basis[] | undefined>): readonly Basis[] {
  let found = NO_BASIS
  for (const list of lists) {
    if (!list || list.length === 0 || list === found) continue
    if (found.length === 0) found = list
    else {
      const before = found
      const more = list.filter(
        (basis) => !before.some((other) => other.place === basis.place || samePlace(other, basis)),
      )
      if (more.length > 0) found = [...before, ...more].slice(0, BASIS_LIMIT)
    }
  }
  return found
}

function samePlace(a: Basis, b: Basis): boolean {
  return a.name === b.name && isSamePlace(a.place, b.place)
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.module === b.module && a.at === b.at
}

/** The value with more machine facts behind it. */
export function withBasis(value: Value, basis: readonly Basis[] | undefined): Value {
  if (!basis?.length || value.kind === 'module' || value.kind === 'class') return value
  const joined = joinBasis(value.basis, basis)
  return joined === value.basis ? value : { ...value, basis: joined }
}

/** The alternatives of a value. */
export function options(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.options : [value]
}

/** One of `values`. */
export function join(values: readonly Value[]): Value {
  const [first] = values
  if (first && values.every((value) => value === first)) return first
  const distinct: Value[] = []
  for (const value of values.flatMap(options)) {
    const same = distinct.findIndex((other) => equal(other, value))
    const known = distinct[same]
    if (known === undefined) distinct.push(value)
    else distinct[same] = withBasis(madeAnywhere(known, value), value.basis)
    if (distinct.length > CHOICE_LIMIT) return { kind: 'unknown', basis: joinBases(values.map(({ basis }) => basis)) }
  }
  const [only] = distinct
  if (distinct.length <= 1) return only ?? UNKNOWN
  return { kind: 'choice', options: [...distinct], basis: joinBases(distinct.map(({ basis }) => basis)) }
}

/** An object that is one of two, of which it is only known where it was made if both were made there. */
function madeAnywhere(known: Value, other: Value): Value {
  if (known.kind !== 'object' || other.kind !== 'object' || known.made === undefined) return known
  if (other.made !== undefined && isSamePlace(known.made, other.made)) return known
  const { made: _, ...rest } = known
  return rest
}

/** What an option is when nobody says otherwise, and may be: one that is off by default is there to be turned on. */
export function asDefault(value: Value): Value {
  return isOff(value) || isNothing(value) ? join([value, UNKNOWN]) : value
}

/** Whether a text is left empty, as what has to be given often is: a program does nothing, or stops, unless it is. */
function isNothing(value: Value): boolean {
  return value.kind === 'constant' && value.value === ''
}

/** Whether a value says that something is not asked for: False, None, or the number -1 of a device or process. */
export function isOff(value: Value): boolean {
  return value.kind === 'constant' && (value.value === false || value.value === null || value.value === -1)
}

function equal(a: Value, b: Value): boolean {
  if (a === b) return true
  if (a.kind === 'constant' && b.kind === 'constant') return a.value === b.value
  if (a.kind === 'device' && b.kind === 'device') return a.name === b.name
  if (a.kind === 'external' && b.kind === 'external') return a.name === b.name
  if (a.kind === 'unknown' && b.kind === 'unknown') return true
  if (a.kind === 'instance' && b.kind === 'instance') return a.of === b.of && a.fields === b.fields
  if (a.kind === 'function' && b.kind === 'function') return a.function === b.function
  if (a.kind === 'class' && b.kind === 'class') return a.class === b.class
  if (a.kind === 'object' && b.kind === 'object') return a.class === b.class
  if (a.kind === 'count' && b.kind === 'count') return a.atLeast === b.atLeast
  if (a.kind === 'table' && b.kind === 'table') return a.fields === b.fields
  if (a.kind === 'tensor' && b.kind === 'tensor') {
    return (
      a.dtype === b.dtype &&
      a.device === b.device &&
      a.unplaced === b.unplaced &&
      a.perhapsWide === b.perhapsWide &&
      a.dimensions === b.dimensions &&
      a.single === b.single &&
      a.layout === b.layout
    )
  }
  return false
}

/** Python's truth of a value; undefined when it is not known. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'constant':
      return value.partial ? true : Boolean(value.value)
    case 'choice': {
      const truths = new Set(value.options.map(truth))
      return truths.size === 1 ? [...truths][0] : undefined
    }
    case 'collection':
      return value.anyNumber ? undefined : value.items.length > 0
    case 'count':
      return value.atLeast > 0 ? true : undefined
    case 'device':
    case 'function':
    case 'class':
    case 'module':
      return true
    case 'unknown':
    case 'external':
    case 'instance':
    case 'object':
    case 'table':
    case 'tensor':
      return undefined
  }
}

/** The least and the most that a number can be; undefined for what is no number. */
export function boundsOf(value: Value): { readonly least: number; readonly most: number } | undefined {
  if (value.kind === 'count') return { least: value.atLeast, most: Infinity }
  const number = value.kind === 'constant' ? value.value : undefined
  return typeof number === 'number' ? { least: number, most: number } : undefined
}

/** Gives the number of a device of CUDA, which PyTorch takes in place of its name. */
const NUMBER_OF_DEVICE = 'torch.cuda.current_device'

/** `cuda`, `mps`, `cpu` ... without the index; undefined when the value names no device. */
export function deviceName(value: Value): string | undefined {
  if (value.kind === 'instance') return value.of === NUMBER_OF_DEVICE ? 'cuda' : undefined
  const text = value.kind === 'device' ? value.name : value.kind === 'constant' ? value.value : undefined
  if (typeof text !== 'string') return undefined
  return /^(cuda|gpu|mps|cpu|xpu|hip|npu|hpu|xla|meta|metal|tpu|musa|mlu)(:.*)?$/.exec(text)?.[1]
}
