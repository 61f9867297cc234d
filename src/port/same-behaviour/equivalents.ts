/** Ways of saying the same to PyTorch, as its documentation has them. */
import type { CallSeen } from '../../trace/observation.ts'
import { deviceName, type Value } from '../../trace/value.ts'

/** A call under the name that all of its spellings share. */
interface Said {
  readonly name: string
  /** The device that stands in the name; it counts as the first argument. */
  readonly first: readonly string[]
}

/** Names that have CUDA in them, and the same ones that take it as their first argument. */
const WITH_DEVICE: ReadonlyMap<string, string> = new Map([
  ['torch.cuda.amp.autocast', 'torch.autocast'],
  ['torch.cuda.amp.autocast_mode.autocast', 'torch.autocast'],
  ['torch.cuda.amp.GradScaler', 'torch.amp.GradScaler'],
  ['torch.cuda.amp.grad_scaler.GradScaler', 'torch.amp.GradScaler'],
])

const SHORTER: ReadonlyMap<string, string> = new Map([
  ['torch.amp.autocast', 'torch.autocast'],
  ['torch.amp.autocast_mode.autocast', 'torch.autocast'],
  ['torch.amp.grad_scaler.GradScaler', 'torch.amp.GradScaler'],
])

/** Methods by which something is moved; where to is compared with the call. */
const MOVES: ReadonlyMap<string, string> = new Map([['.cuda', '.to']])

export function canonical({ name, positional }: CallSeen): Said {
  const takesDevice = WITH_DEVICE.get(name)
  if (takesDevice !== undefined) return { name: takesDevice, first: ['cuda'] }
  // A number may follow, which `to` takes in the device's name.
  if (name === '.cuda' && positional.length === 0) return { name: '.to', first: ['cuda'] }
  return { name: SHORTER.get(name) ?? name, first: [] }
}

/** The name that all spellings of something share. */
export function canonicalName(name: string): string {
  return WITH_DEVICE.get(name) ?? SHORTER.get(name) ?? MOVES.get(name) ?? name
}

/** Arguments for which None is what counts when they are left out. */
const NONE_BY_DEFAULT: ReadonlySet<string> = new Set([
  'torch.load map_location',
  'torch.jit.load map_location',
  '.to dtype',
  'torch.tensor dtype',
  'torch.as_tensor dtype',
])

/** Whether an argument says what holds without it. */
export function isAsDefault(name: string, keyword: string, value: Value): boolean {
  return value.kind === 'constant' && value.value === null && NONE_BY_DEFAULT.has(`${name} ${keyword}`)
}

/** Whether a text that speaks of devices says the same on a machine without a GPU: what named CUDA failed there. */
export function isSameWithoutGpu(before: string, after: string): boolean {
  if (!before.includes('cuda')) return false
  const [was, is] = [before, after].map((text) => text.replaceAll(PLACED, '$1cpu,').split(DEVICES))
  if (!was || !is) return false
  return (
    was.length === is.length &&
    was.every((part, index) => part === is[index] || (deviceOf(part) === 'cuda' && deviceOf(is[index] ?? '') === 'cpu'))
  )
}

/** Where a tensor is: what was moved to a device that the program chose for want of CUDA has none that is known. */
const PLACED = /(tensor\([^,]*, )(?:cuda(?::\d+)?|cpu|\?),/g

const DEVICES = /(\b(?:cuda(?::\d+)?|cpu)\b)/

function deviceOf(part: string): string | undefined {
  return deviceName({ kind: 'constant', value: part })
}
