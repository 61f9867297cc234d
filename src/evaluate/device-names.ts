import type { TracedFunction } from '../trace/definition.ts'
import {
  chosenBy,
  deviceForm,
  deviceNamed,
  type DeviceName,
  type DeviceNames,
  devicesAmong,
  devicesOf,
} from '../trace/device-name.ts'
import type { Module } from '../trace/trace.ts'
import { type Instance, options, type Value } from '../trace/value.ts'
import type { ClassState, FunctionState, ModuleState, Program } from './program.ts'
import { isProperty } from './property.ts'

/** Most functions of one module that are kept as choosing a device: one is enough to be told. */
const GIVERS_LIMIT = 3

/** What of the project holds a device, as far as its values are known. */
export function deviceNames(program: Program): DeviceNames {
  const givers = new Map<Module, readonly DeviceName[]>()
  for (const state of program.states.values()) givers.set(state.module, giversOf(state, program))
  const fields = new Map<Instance['fields'], readonly DeviceName[]>()
  const within: Within = (name, value) => {
    const form = deviceForm(name, value)
    if (form) return [deviceNamed(name, form, value)]
    switch (value.kind) {
      case 'function':
        return giver(name, value.function, program)
      case 'module':
        return devicesOf(name, givers.get(value.module) ?? [])
      case 'instance': {
        // Options go from function to function.
        const known = fields.get(value.fields) ?? devicesAmong(value)
        fields.set(value.fields, known)
        return devicesOf(name, known)
      }
      default:
        return []
    }
  }
  return {
    ofModules: byOwner([...program.states.values()].map((state) => [state.module, namesOf(state.globals, within)])),
    ofClasses: byOwner(program.classesById.map((state) => [state.traced, attributesOf(state, within)])),
    ofFunctions: byOwner(program.functionsById.map((state) => [state.traced, parametersOf(state, within)])),
  }
}

/** The devices that come with a name: itself, an option among options, a function of a module. */
type Within = (name: string, value: Value) => readonly DeviceName[]

function byOwner<Owner>(
  owned: readonly (readonly [Owner, readonly DeviceName[]])[],
): ReadonlyMap<Owner, readonly DeviceName[]> {
  return new Map(owned.filter(([, names]) => names.length > 0))
}

function namesOf(names: ReadonlyMap<string, Value>, within: Within): readonly DeviceName[] {
  return [...names].flatMap(([name, value]) => within(name, value))
}

function attributesOf({ table }: ClassState, within: Within): readonly DeviceName[] {
  return namesOf(new Map([...(table.before ?? []), ...table.now]), (name, value) =>
    isProperty(value)
      ? /^_?device$/.test(name)
        ? [deviceNamed(name, 'unknown', undefined)]
        : []
      : within(name, value),
  )
}

/** A parameter holds what calls pass to it, or what it is called after. */
function parametersOf({ definition, passed, passedBefore }: FunctionState, within: Within): readonly DeviceName[] {
  return definition.parameters.flatMap(({ name, star, annotation }) => {
    if (star) return []
    const given = passed.get(name) ?? passedBefore?.get(name) ?? { kind: 'unknown' as const }
    const isAnnotated = annotation?.kind === 'attribute' && annotation.name === 'device'
    return isAnnotated ? [deviceNamed(name, 'device', given)] : within(name, given)
  })
}

/** What a function is called that is there to choose a device; others do more when they are called again. */
const CHOOSES = /dev/i

/** The functions of a module that choose a device for whoever calls them. */
function giversOf({ module, globals }: ModuleState, program: Program): readonly DeviceName[] {
  return [...globals]
    .flatMap(([name, value]) =>
      value.kind === 'function' && value.function.module === module ? giver(name, value.function, program) : [],
    )
    .slice(0, GIVERS_LIMIT)
}

function giver(name: string, traced: TracedFunction, program: Program): readonly DeviceName[] {
  const isFree = traced.parameters.every((parameter) => parameter.star || parameter.default)
  const returns = program.functionsById[traced.id]?.returns
  if (!isFree || !returns || traced.owner || !CHOOSES.test(traced.name)) return []
  // What a function gives that is called after a device may be its text.
  const form = options(returns).some(({ kind }) => kind === 'unknown') ? undefined : deviceForm('device', returns)
  const by = chosenBy(returns)
  return form ? [{ code: `${name}()`, root: name, form, ...(by ? { by } : {}), gives: traced }] : []
}
