/** Expressions that give a device where they stand: a variable, a parameter, an attribute, a function of the project. */
import type { TracedClass, TracedFunction } from './definition.ts'
import type { Module } from './module.ts'
import { deviceName, type Instance, options, type Value } from './value.ts'

export interface DeviceName {
  /** As it is written where it is known; of a class's attribute what follows `self.`. */
  readonly code: string
  /** The name with which it begins, by which it is assigned or imported. */
  readonly root: string
  readonly form: DeviceForm
  /** Who chose what it holds; absent where that is not known, as of what callers give. */
  readonly by?: ChosenBy
  /** Set where it is a call of a function of the project that chooses the device. */
  readonly gives?: TracedFunction
}

/** Whether it surely is a `torch.device`, surely its name as a text, or one of the two. */
export type DeviceForm = 'device' | 'text' | 'unknown'

/**
 * Who chose a device: the machine, where it was asked what it has, or the author, who wrote down that of CUDA or the CPU;
 * nobody, where it is None. Of a name that may hold something else too nothing is said.
 */
export type ChosenBy = 'machine' | 'cuda' | 'cpu' | 'nobody'

/** Who chose the device that a value is. */
export function chosenBy(value: Value): ChosenBy | undefined {
  const known = options(value)
  const bases = known.map((option) => option.basis ?? value.basis ?? [])
  const names = known.map(deviceName)
  if (known.every(isNone)) return 'nobody'
  if (names.includes(undefined)) return undefined
  const isAsked = bases.every(
    (basis) => basis.length > 0 && basis.every(({ fact }) => fact === 'cuda' || fact === 'mps'),
  )
  if (isAsked) return 'machine'
  if (names.every((name) => name === 'cuda')) return 'cuda'
  return names.every((name) => name === 'cpu') && bases.every((basis) => basis.length === 0) ? 'cpu' : undefined
}

/** Devices by who knows them: all code of a module, the methods of a class, and the body of a function by its parameters. */
export interface DeviceNames {
  readonly ofModules: ReadonlyMap<Module, readonly DeviceName[]>
  readonly ofClasses: ReadonlyMap<TracedClass, readonly DeviceName[]>
  readonly ofFunctions: ReadonlyMap<TracedFunction, readonly DeviceName[]>
}

/** Names by which code calls a device of which nothing else is known. */
const NAMED = /(?:^|_)(?:device|DEVICE|dev)$/

/** Names of what does something with a device: `tensors_to_device`, `get_device`, `on_device`. */
const DOES = /(?:^|_)(?:to|on|onto|get|set|move|select|choose|pick|use|is|has|same)_(?:\w+_)?(?:device|dev)$/i

/** The form of the device that something of a name and value holds; undefined where it holds none. */
export function deviceForm(name: string, value: Value): DeviceForm | undefined {
  const known = options(value)
  if (known.every(({ kind }) => kind === 'device')) return 'device'
  if (!NAMED.test(name) || DOES.test(name) || !known.every(mayBeDevice)) return undefined
  if (known.every(({ kind }) => kind === 'constant')) return 'text'
  // A set for development goes by `dev` as well.
  return name.endsWith('dev') && known.every(({ kind }) => kind === 'unknown') ? undefined : 'unknown'
}

function mayBeDevice(value: Value): boolean {
  return value.kind === 'unknown' || isNone(value) || deviceName(value) !== undefined
}

function isNone(value: Value): boolean {
  return value.kind === 'constant' && value.value === null
}

/** What holds a device under its own name. */
export function deviceNamed(name: string, form: DeviceForm, value: Value | undefined): DeviceName {
  const by = value && chosenBy(value)
  return { code: name, root: name, form, ...(by ? { by } : {}) }
}

/** Most options of one object that are looked at as devices: one is enough to be told. */
const OPTIONS_LIMIT = 3

/** What of an object's attributes holds a device, such as an option of the command line. */
export function devicesAmong({ fields }: Instance): readonly DeviceName[] {
  const found: DeviceName[] = []
  for (const [field, value] of fields) {
    const form = deviceForm(field, value)
    // Whoever starts the program may choose another one.
    if (form) found.push({ code: field, root: field, form })
    if (found.length === OPTIONS_LIMIT) break
  }
  return found
}

/** What a parser of options is called: it has the same fields as the options that it reads, which do not come from it. */
const PARSER = /parser$/i

/** What is known of a module or of options, by the name of these. */
export function devicesOf(name: string, inner: readonly DeviceName[]): readonly DeviceName[] {
  return PARSER.test(name) ? [] : inner.map((each) => ({ ...each, code: `${name}.${each.code}`, root: name }))
}
