/** What is taken of a module, a class or an object by a name that is a value: `getattr(models, name)`, `globals()[command]`. */
import type { Call } from '../project/python/tree.ts'
import { unparse } from '../trace/unparse.ts'
import { join, type ModuleValue, UNKNOWN, type Value, withBasis } from '../trace/value.ts'
import type { Arguments } from './arguments.ts'
import { external } from './bounded-values.ts'
import { type Frame, placeOf } from './frame.ts'
import { memberOf } from './imports.ts'
import { noteOpen } from './open-names.ts'
import { fieldOf, stateOf } from './program.ts'

/** Functions of Python that take something by its name, or give what it can be taken of. */
export const callsByName = {
  'builtins.getattr': attributeByName,
  'builtins.globals': (_: Arguments, __: Call, { module }: Frame): Value => ({ kind: 'module', module }),
}

/** `getattr(object, name, fallback)`; where the name is not known, anything of the object may be taken. */
function attributeByName(passed: Arguments, node: Call, frame: Frame): Value {
  const [object, name, fallback] = passed.positional.map(({ value }) => value)
  if (!object) return UNKNOWN
  if (object.kind === 'external' && object.name === 'torch' && isOfDevice(node.arguments[1], name)) return ofDevice
  if (name?.kind !== 'constant' || typeof name.value !== 'string') {
    noteOpen(object, frame)
    return UNKNOWN
  }
  if (object.kind === 'external') return external(`${object.name}.${name.value}`)
  if (object.kind === 'instance' || object.kind === 'table') return object.fields.get(name.value) ?? UNKNOWN
  const own = ownPart(object, name.value, frame)
  if (own) return fallback ? join([own, fallback]) : own
  return fallback
    ? join([UNKNOWN, fallback])
    : withBasis(UNKNOWN, [{ fact: 'platform', name: name.value, place: placeOf(frame, node) }])
}

/** A function or class of the project by its name; of other values more than one may be kept there. */
function ownPart(object: Value, name: string, frame: Frame): Value | undefined {
  const part =
    object.kind === 'module'
      ? itemOfModule(object, name, frame)
      : object.kind === 'class' || object.kind === 'object'
        ? fieldOf(frame.program, object.class, name)
        : undefined
  if (part?.kind === 'class') return part
  return part?.kind === 'function' ? { ...part, ...(object.kind === 'object' ? { self: object } : {}) } : undefined
}

/** `globals()["train"]`, of a name that is known or not. */
export function itemOfModule(object: ModuleValue, name: unknown, frame: Frame): Value {
  const state = stateOf(frame.program, object.module)
  if (state && typeof name === 'string') return memberOf(state, name, frame)
  noteOpen(object, frame)
  return UNKNOWN
}

/** The module of PyTorch for the device at hand: `getattr(torch, device.type)`, as `torch.get_device_module(device)` gives it. */
const ofDevice: Value = { kind: 'instance', of: 'torch.get_device_module', fields: new Map() }

function isOfDevice(argument: Call['arguments'][number] | undefined, name: Value | undefined): boolean {
  return argument !== undefined && name?.kind !== 'constant' && /device|accelerator/i.test(unparse(argument.value))
}
