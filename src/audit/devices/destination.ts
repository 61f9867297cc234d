import { lineageOf, type TracedClass } from '../../trace/definition.ts'
import type { CallSeen, Guard, Observation } from '../../trace/observation.ts'
import { unparse } from '../../trace/unparse.ts'
import { deviceName, options, type Value } from '../../trace/value.ts'
import { type Passed, passedTo } from '../observations/call-arguments.ts'
import { memoized } from '../memoized.ts'

/**
 * Where a device argument leads: `gpu` for sure, `chosen` by the program (a Mac gets the CPU as long as the choice does
 * not know Metal), `unknown`, or the `cpu` because somebody wrote so.
 */
export type Destination = 'gpu' | 'chosen' | 'unknown' | 'cpu'

/** Where a device leads. */
function destinationOf(value: Value): Destination {
  const names = options(value).map(deviceName)
  if (names.some((name) => name === 'mps' || name === 'cuda')) return 'gpu'
  if (names.some((name) => name !== 'cpu')) return 'unknown'
  return value.basis?.length ? 'chosen' : 'cpu'
}

/** Where a call puts its tensor or module; undefined when it names no device. */
export function destinationOfCall(call: CallSeen): Destination | undefined {
  if (call.name === '.cuda') return 'gpu'
  const device = passedTo(call, 'device', call.name === '.to' ? 0 : undefined)
  if (!device) return undefined
  // `.to` also takes a dtype or another tensor; only what may be a device counts.
  if (call.name === '.to' && !call.keywords.has('device') && !maybeDevice(device)) return undefined
  return destinationOf(device.value)
}

/** What is not known may be a device, unless it is called after number types: `x.to(dtype)`. */
function maybeDevice({ argument, value }: Passed): boolean {
  if (value.kind === 'unknown' && /dtype$/i.test(unparse(argument.value))) return false
  return options(value).some((option) => option.kind === 'unknown' || deviceName(option) !== undefined)
}

/** Whether the code is in a method of a module of a neural network, whose tensors are where the network is. */
export function inModule({ function: around }: Observation): boolean {
  return around?.owner !== undefined && isModuleClass(around.owner)
}

/** Whether a class is a `torch.nn.Module`, by itself or by its bases. */
export const isModuleClass = memoized((traced: TracedClass): boolean =>
  [...lineageOf(traced)].some(({ bases }) =>
    bases.some(
      (base) =>
        base.kind === 'external' && /^torch\.nn\.|Module$|^transformers\..*(PreTrainedModel|Model)$/.test(base.name),
    ),
  ),
)

/** Whether a condition around the code speaks of Metal: then its author has thought of the Mac. */
export function mindsMetal({ guards }: Observation): boolean {
  return speakOfMetal(guards)
}

const speakOfMetal = memoized((guards: readonly Guard[]) =>
  guards.some(({ test }) => /mps|metal|darwin/i.test(unparse(test))),
)
