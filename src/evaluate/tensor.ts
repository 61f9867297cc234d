import type { Expression } from '../project/python/tree.ts'
import type { Frame } from './frame.ts'
import type { MachineName } from '../trace/trace.ts'
import { deviceName, options, type Tensor, UNKNOWN, type Value } from '../trace/value.ts'
import { type Arguments, argumentOf, type Passed } from './arguments.ts'
import { dtypeGiven, madeArray, madeAt, perhapsWide } from './array.ts'
import { makesSingle } from './single.ts'

const TORCH =
  /^torch\.(tensor|as_tensor|asarray|from_numpy|zeros|ones|empty|full|rand|randn|randint|arange|linspace|logspace|eye|zeros_like|ones_like|empty_like|full_like|rand_like|randn_like|cat|stack|concat|hstack|vstack|complex|polar|view_as_complex|view_as_real|outer|matmul|exp|sin|cos|stft|fft\.\w+|normal|randperm|hann_window|tril|triu|sparse_coo_tensor|sparse_(?:compressed|cs[rc]|bs[rc])_tensor|sparse\.\w+Tensor|\w*Tensor)$/
const COMPLEX = /^torch\.(polar|complex|view_as_complex|fft\.(fft|ifft|rfft|fft2|ifft2|fftn|ifftn|rfft2|rfftn))$/
/** What makes a tensor of the type and at the place of those that it is given. */
const INHERITS = /(?:tensor|asarray|from_numpy|_like|cat|stack|tril|triu)$/
/** What makes one on the CPU when no device is named, unless its source is elsewhere. */
const MAKES =
  /^torch\.(tensor|from_numpy|zeros|ones|empty|full|rand|randn|randint|arange|linspace|logspace|eye|randperm|hann_window|sparse_coo_tensor|\w*Tensor)$/
/** The types of the classes that make tensors. */
const BY_CLASS: Readonly<Record<string, string | undefined>> = {
  'torch.DoubleTensor': 'float64',
  'torch.FloatTensor': 'float32',
  'torch.Tensor': 'float32',
  'torch.LongTensor': 'int64',
}
/** Those whose positional arguments are the size. */
const SIZED = /^torch\.(zeros|ones|empty|rand|randn)$/

/** The tensor or array that an external call makes; undefined when it makes none. */
export function madeTensor(name: string, passed: Arguments, frame: Frame): Tensor | undefined {
  if (name.startsWith('numpy.')) return madeArray(name, passed)
  // A parameter goes where its module goes.
  if (name === 'torch.nn.Parameter') return parameterOf(argumentOf(passed, 0, 'data')?.value)
  if (name === 'torch.autograd.Variable') return tensorOf(argumentOf(passed, 0, 'data')?.value)
  if (!TORCH.test(name)) return undefined
  const given = passed.keywords.get('dtype')
  const dtype = given && dtypeGiven(given)
  const layout = layoutMade(name)
  const inherited = INHERITS.test(name) && layout === undefined ? sourceOf(passed) : undefined
  // Arrays become tensors by these alone; what others are given was made a tensor where it could not be seen.
  const source = inherited?.library === 'torch' || /(?:tensor|asarray|from_numpy)$/.test(name) ? inherited : undefined
  const own =
    dtype ??
    BY_CLASS[name] ??
    (COMPLEX.test(name) ? complexOf(sourceOf(passed)) : given ? undefined : (wholeMade(name, passed) ?? source?.dtype))
  const dimensions =
    dimensionsMade(name, passed) ?? (/(?:_like|tensor|from_numpy)$/.test(name) ? source?.dimensions : undefined)
  return {
    kind: 'tensor',
    library: 'torch',
    ...known(own),
    ...(given === undefined && source?.dtypeByDefault ? { dtypeByDefault: true, ...madeAt(source) } : {}),
    ...(given === undefined && source?.perhapsWide ? { perhapsWide: true } : {}),
    ...placement(name, passed, source, frame),
    ...(layout === undefined ? {} : { layout }),
    ...(dimensions === undefined ? {} : { dimensions }),
    ...(makesSingle(name, passed, source) ? { single: true } : {}),
  }
}

/** Whole numbers where nobody names a type: drawn, put in any order, or counted from one to another. */
function wholeMade(name: string, { positional }: Arguments): string | undefined {
  const isCounted =
    name === 'torch.arange' &&
    positional.length > 0 &&
    positional.every(({ argument: { value } }) => value.kind === 'number' && !value.isFloat)
  return isCounted || /^torch\.rand(?:int|perm)$/.test(name) ? 'int64' : undefined
}

/** Of numbers of 64 bits the parts of a complex number have as many. */
function complexOf(source: Tensor | undefined): string {
  return source?.dtype === 'float64' || source?.dtype === 'complex128' ? 'complex128' : 'complex64'
}

/** What keeps only the numbers that are not zero: by their coordinates, or by rows, columns or blocks. */
function layoutMade(name: string): Tensor['layout'] {
  if (/^torch\.sparse_(?:compressed|cs[rc]|bs[rc])_tensor$/.test(name)) return 'compressed'
  return /^torch\.(?:sparse_coo_tensor$|sparse\.\w+Tensor$)/.test(name) ? 'sparse' : undefined
}

function parameterOf(value: Value | undefined): Tensor | undefined {
  const tensor = tensorOf(value)
  return tensor && unmoved(tensor)
}

function tensorOf(value: Value | undefined): Tensor | undefined {
  return value?.kind === 'tensor' ? value : undefined
}

/** The tensor that decides about the type, or the widest one of a list. */
function sourceOf(passed: Arguments): Tensor | undefined {
  const source = argumentOf(passed, 0)?.value
  if (source?.kind === 'tensor') return source
  if (source?.kind === 'unknown' && passed.positional.slice(0, 1).some(isOfFrame)) return perhapsWide
  // A list that a loop has filled is that, or still empty.
  const items = options(source ?? UNKNOWN).flatMap((option) =>
    option.kind === 'collection' ? option.items.flatMap(options) : [],
  )
  const tensors = items.filter((item) => item.kind === 'tensor')
  if (tensors.length === 0) return undefined
  const first = tensors.find(({ dtype }) => dtype === 'float64') ?? tensors[0]
  const device = tensors.find((tensor) => tensor.device !== undefined)?.device
  const isUnplaced = tensors.length === items.length && tensors.every(({ unplaced }) => unplaced)
  return first && { ...unmoved(first), ...placedOn(device, isUnplaced) }
}

/** `frame.values` and `frame.to_numpy()` of what is not known to be a table, but called on as one. */
function isOfFrame({ argument: { value: node } }: Passed): boolean {
  if (node.kind === 'attribute') return node.name === 'values'
  return node.kind === 'call' && node.callee.kind === 'attribute' && node.callee.name === 'to_numpy'
}

/** Where a call puts what it makes. */
function placement(name: string, passed: Arguments, source: Tensor | undefined, frame: Frame): Partial<Tensor> {
  if (passed.keywords.has('device')) return placedOn(deviceGiven(passed, frame.machine.name), false)
  if (source?.library === 'torch') return placedOn(source.device, source.unplaced === true)
  // An array of NumPy's is used where it lies.
  if (frame.home !== undefined && name !== 'torch.from_numpy') return placedOn(frame.home, false)
  return placedOn(undefined, MAKES.test(name) && !passed.open)
}

export function placedOn(device: string | undefined, isUnplaced: boolean): Partial<Tensor> {
  return { ...(device === undefined ? {} : { device }), ...(isUnplaced ? { unplaced: true } : {}) }
}

/** The number of dimensions by the size that a call is given. */
function dimensionsMade(name: string, { positional, keywords, open }: Arguments): number | undefined {
  if (open) return undefined
  const size = keywords.get('size')?.value ?? positional[name === 'torch.randint' ? positional.length - 1 : 0]?.value
  if (size?.kind === 'collection' && (SIZED.test(name) || /^torch\.(full|randint)$/.test(name)))
    return size.items.length
  // Several are a size each, and one may be the size as a whole.
  const isNumbers = positional.length > 1 || positional.some(({ argument }) => isNumber(argument.value))
  return SIZED.test(name) && isNumbers ? positional.length : undefined
}

/** Whether an argument is one number, and no size as a whole. */
function isNumber({ kind }: Expression): boolean {
  return kind === 'number' || kind === 'binary'
}

export function known(dtype: string | undefined): { dtype?: string } {
  return dtype ? { dtype } : {}
}

/** The device that a call names. On a Mac the CPU for want of CUDA is none: with that choice mended it is Metal's. */
function deviceGiven(passed: Arguments, machine: MachineName): string | undefined {
  const value = passed.keywords.get('device')?.value
  return value && !(machine === 'mac' && isCpuForWantOfCuda(value)) ? nameOfDevice(value) : undefined
}

function isCpuForWantOfCuda(value: Value): boolean {
  const facts = new Set(value.basis?.map(({ fact }) => fact))
  return facts.has('cuda') && !facts.has('mps') && options(value).every((option) => deviceName(option) === 'cpu')
}

/** The device that a value names, Metal's where it is among several. */
export function nameOfDevice(value: Value): string | undefined {
  const names = options(value).map(deviceName)
  return names.includes('mps') ? 'mps' : names.find((name) => name !== undefined)
}

/** The same, without a word of where it is. */
export function unmoved(tensor: Tensor): Tensor {
  const { device: _, unplaced: __, ...rest } = tensor
  return rest
}
