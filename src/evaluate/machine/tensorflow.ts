/** What TensorFlow says of the GPUs that it has: on a Mac those of the plug-in, which a project asks for or does not. */
import type { Place } from '../../trace/place.ts'
import { constant, type Value } from '../../trace/value.ts'
import type { Machine } from './machine.ts'

const LISTS = /^tensorflow\.config\.(?:experimental\.)?list_(?:physical|logical)_devices$/
const TESTS = /^tensorflow\.(?:test|compat\.v1\.test)\.is_gpu_available$/
const NAMES = /^tensorflow\.test\.gpu_device_name$/
const PLUG_IN = 'tensorflow-metal'

/** What such a call gives, `first` being its first argument; undefined for any other, and where a list is of other devices. */
export function gpusOfTensorflow(
  machine: Machine,
  name: string,
  place: Place,
  first: Value | undefined,
): Value | undefined {
  const lists = LISTS.test(name)
  const names = NAMES.test(name)
  if (lists && !(first?.kind === 'constant' && first.value === 'GPU')) return undefined
  if (!lists && !names && !TESTS.test(name)) return undefined
  const hasPlugIn = machine.name === 'mac' && machine.version(PLUG_IN) !== undefined
  const hasGpu = hasPlugIn || machine.name === 'linux-cuda'
  const basis = [{ fact: hasPlugIn ? ('mps' as const) : ('cuda' as const), name, place }]
  if (names) return constant(hasGpu ? '/device:GPU:0' : '', place, basis)
  if (hasGpu) return lists ? { kind: 'unknown', basis } : constant(true, place, basis)
  return lists ? { kind: 'collection', items: [], origin: place, basis } : constant(false, place, basis)
}
