import type { CallSeen } from '../../trace/observation.ts'
import { deviceName, options, type Value } from '../../trace/value.ts'
import type { Place } from '../../trace/place.ts'
import type { Argument, Parameter } from '../../trace/syntax.ts'
import { reachOfModule } from '../reachability/reach.ts'
import type { Passed } from '../observations/call-arguments.ts'
import { devicesMappedTo } from './calls-naming-cuda.ts'

/** An argument that says on which device; of a dictionary, where the part of it stands that does. */
export interface DeviceArgument extends Passed {
  readonly origin?: Place
}

/** What a call is given to say on which device: `device=`, what `.to` is given first, `{"device": ...}`. */
export function deviceArguments(call: CallSeen): readonly DeviceArgument[] {
  if (/autocast|GradScaler|Generator$|set_default_device$/.test(call.name)) return []
  if (call.callee) return [...ofOwnFunction(call, call.callee), ...inDictionaries(call)]
  const named = call.keywords.get('device') ?? call.keywords.get('map_location')
  if (named?.value.kind === 'table') return inTable(named, call)
  if (named) return [named]
  if (call.name === '.to' || call.name === 'torch.device') return call.positional.slice(0, 1)
  return [...inDictionaries(call), ...givenToLoader(call)]
}

/**
 * A device that is written where one of the project's own functions is called: of all that callers give, the function
 * itself would show only what all of them agree on.
 */
function ofOwnFunction(call: CallSeen, callee: Value): readonly DeviceArgument[] {
  const named = call.keywords.get('device')
  const index = call.name === '.to' ? 0 : parametersOf(callee).findIndex(({ name }) => name === 'device')
  const given = named ?? (index < 0 ? undefined : call.positional[index])
  return given && isWrittenIn(given.value, given.argument, call) ? [given] : []
}

function parametersOf(callee: Value): readonly Parameter[] {
  if (callee.kind === 'class') return callee.class.init?.parameters.slice(1) ?? []
  if (callee.kind !== 'function') return []
  const { function: called, self } = callee
  return self !== undefined && called.owner !== undefined ? called.parameters.slice(1) : called.parameters
}

/** `torch.load(path, map_location={"cuda:0": "cuda:1"})`. */
function inTable({ argument, value }: Passed, call: CallSeen): readonly DeviceArgument[] {
  return devicesMappedTo(value).flatMap((device) =>
    device.origin && isWrittenIn(device, argument, call) ? [{ argument, value: device, origin: device.origin }] : [],
  )
}

/** `HuggingFaceEmbeddings(model_kwargs={"device": "cuda"})`. */
function inDictionaries(call: CallSeen): readonly DeviceArgument[] {
  return [...call.keywords.values()].flatMap(({ argument, value }) => {
    const device = value.kind === 'table' ? value.fields.get('device') : undefined
    return device?.origin
      ? [{ argument, value: device, ...(isWrittenIn(device, argument, call) ? { origin: device.origin } : {}) }]
      : []
  })
}

/** Names of what loads or makes a model, in libraries that take the device by its position. */
const LOADER =
  /(?:^|\.)(?:load\w*|from_\w+|create_\w+|build_\w+|init_\w+|[A-Z]\w*(?:Model|Pipeline|Predictor|Encoder))$/

/** What describes a device and puts nothing there, which tests do with devices that they do not have. */
const DESCRIBES = /\.from_(?:str|dict|config|json)$/

/** `whisper.load_model("large", "cuda")`. */
function givenToLoader(call: CallSeen): readonly DeviceArgument[] {
  const isDescribed = DESCRIBES.test(call.name) && reachOfModule(call.module) === 'test'
  if (!LOADER.test(call.name) || isDescribed) return []
  return call.positional.filter(({ argument, value }) => isWrittenIn(value, argument, call))
}

/** Whether a value can be nothing but CUDA, and is so because somebody wrote it, not because of a default a caller may change. */
export function isOnlyCuda(value: Value): boolean {
  return options(value).every((option) => deviceName(option) === 'cuda')
}

/** Whether it is in the argument itself that the value is written. */
export function isWrittenIn(value: Value, { at, end }: Argument, { module }: CallSeen): boolean {
  return options(value).some(({ origin }) => origin?.module === module && origin.at >= at && origin.end <= end)
}
