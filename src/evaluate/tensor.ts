import type { Expression } from '../project/python/tree.ts'
import { dtypeOf } from '../trace/dtype.ts'
import type { Frame } from './frame.ts'
import type { MachineName } from '../trace/trace.ts'
import { deviceName, options, type Tensor, UNKNOWN, type Value } from '../trace/value.ts'
import { type Arguments, argumentOf, type Passed } from './arguments.ts'
import { collectionOf } from './bounded-values.ts'
import { arrayOf, dtypeGiven, madeArray, madeAt, ofGiven, perhapsWide } from './array.ts'
import { dimensionsListed } from './shown-tensors.ts'
import { givesSingle, makesSingle } from './single.ts'

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

function placedOn(device: string | undefined, isUnplaced: boolean): Partial<Tensor> {
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

function known(dtype: string | undefined): { dtype?: string } {
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
function nameOfDevice(value: Value): string | undefined {
  const names = options(value).map(deviceName)
  return names.includes('mps') ? 'mps' : names.find((name) => name !== undefined)
}

const CASTS: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    float: 'float32',
    double: 'float64',
    half: 'float16',
    bfloat16: 'bfloat16',
    long: 'int64',
    int: 'int32',
    bool: 'bool',
  }),
)

/** Methods that give what has the same number of dimensions, besides those that only cast or move. */
const KEEPS_DIMENSIONS =
  /^(?:to|type|float|double|half|bfloat16|long|int|bool|cuda|cpu|clone|detach|contiguous|requires_grad_|pin_memory|abs|exp|sin|cos|sigmoid|tanh|clamp|permute|transpose|flip|roll|astype|numpy|add|sub|mul|div)$/

/** What a method of a tensor or array gives. */
export function tensorMethod(tensor: Tensor, method: string, passed: Arguments): Value {
  const { dimensions, ...rest } = tensor
  const kept: Tensor = KEEPS_DIMENSIONS.test(method) || dimensions === undefined ? tensor : rest
  const cast = CASTS.get(method)
  if (cast && tensor.library === 'torch') return recast(kept, cast)
  if (method === 'astype') return { ...recast(kept, undefined), ...castArray(passed), library: tensor.library }
  if (/^to_sparse(?:_coo)?$/.test(method)) return { ...kept, layout: 'sparse' }
  if (/^to_sparse_(?:cs[rc]|bs[rc])$/.test(method)) return { ...kept, layout: 'compressed' }
  if (method === 'to_dense') return dense(kept)
  if (method === 'numpy') return { ...unmoved(kept), library: 'numpy' }
  if (method === 'cuda' || method === 'cpu') return { ...unmoved(kept), device: method }
  if (method === 'to') return moved(kept, passed)
  if (method === 'type') return castToType(kept, passed)
  if (/^(abs|angle)$/.test(method) && tensor.dtype?.startsWith('complex')) return recast(kept, undefined)
  if (/^(item|tolist|size|dim|numel|shape)$/.test(method)) return { kind: 'unknown' }
  if (method === 'type_as') return asOther(kept, argumentOf(passed, 0, 'other')?.value)
  const dtype = INDICES.test(method) ? 'int64' : TRUTHS.test(method) ? 'bool' : undefined
  if (dtype) return tensor.library === 'numpy' ? arrayOf(undefined) : ofMethod(ofType(tensor, dtype), method)
  if (tensor.library === 'torch' && givesPair(method, passed)) return collectionOf([kept, ofType(tensor, 'int64')])
  if (tensor.library === 'torch' && /^(?:chunk|split|tensor_split|unbind)$/.test(method))
    return { ...collectionOf([rest]), anyNumber: true }
  if (method === 'unsqueeze' && dimensions !== undefined) return { ...tensor, dimensions: dimensions + 1 }
  const listed = /^(?:view|reshape|permute)$/.test(method) ? dimensionsListed(passed) : undefined
  return ofMethod(listed === undefined ? kept : { ...kept, dimensions: listed }, method)
}

/** Methods that give places, and those that give what is true. */
const INDICES = /^(?:argmax|argmin|argsort|nonzero)$/
const TRUTHS = /^(?:eq|ne|lt|gt|ge|le|isnan|any|all)$/

/** Whether a method gives values and where they were: the largest along a dimension, or all in their order. */
function givesPair(method: string, { positional, keywords }: Arguments): boolean {
  if (/^(?:topk|sort|kthvalue|mode|cummax|cummin)$/.test(method)) return true
  return /^(?:max|min|median|nanmedian)$/.test(method) && (keywords.has('dim') || isDimension(positional[0]))
}

/** Whether the largest is looked for along a dimension, and not of two tensors. */
function isDimension(first: Passed | undefined): boolean {
  return first !== undefined && (first.value.kind === 'constant' || first.argument.value.kind === 'unary')
}

/** What a method gives that may make a number of all of them. */
function ofMethod(tensor: Tensor, method: string): Tensor {
  if (/^new_\w+$/.test(method)) return several(tensor)
  return givesSingle(method) && tensor.library === 'torch' ? { ...tensor, single: true } : tensor
}

function several(tensor: Tensor): Tensor {
  const { single: _, ...rest } = tensor
  return rest
}

/** What is made of a tensor where it is, with numbers of another type. */
function ofType(tensor: Tensor, dtype: string): Tensor {
  return { ...ofUnknownType(tensor), dtype }
}

/** The same, where it is not known which. */
export function ofUnknownType({ library, device, unplaced, single }: Tensor): Tensor {
  return { kind: 'tensor', library, ...placedOn(device, unplaced === true), ...(single ? { single } : {}) }
}

/** `x.type_as(other)`: of the type of another tensor, and where that is. */
function asOther(tensor: Tensor, other: Value | undefined): Tensor {
  if (other?.kind !== 'tensor') return recast(unmoved(tensor), undefined)
  return { ...unmoved(recast(tensor, other.dtype)), ...placedOn(other.device, other.unplaced === true) }
}

/** `values.astype(float)` of something that nobody knows, which is an array all the same. */
export function castArray(passed: Arguments): Tensor {
  const given = passed.keywords.get('dtype') ?? passed.positional[0]
  return given ? ofGiven(given) : arrayOf(undefined)
}

/** Something that nobody knows, once it is surely on Metal: what computes with it does so there, be it a tensor or a model. */
export function movedTo(passed: Arguments, { basis }: Value): Tensor | undefined {
  const given = passed.keywords.get('device')?.value ?? passed.positional[0]?.value
  const isOnMetal = given !== undefined && options(given).every((option) => deviceName(option) === 'mps')
  if (!isOnMetal || passed.open) return undefined
  const dtype = castTo(passed, ...passed.positional.keys())
  return { kind: 'tensor', library: 'torch', device: 'mps', ...known(dtype), ...(basis ? { basis } : {}) }
}

/** `x.to(device)`, `x.to(dtype)`, `x.to(device, dtype)` and `x.to(other)`. */
function moved(tensor: Tensor, passed: Arguments): Tensor {
  const dtype = castTo(passed, ...passed.positional.keys())
  const given = passed.keywords.get('device')?.value ?? passed.positional[0]?.value
  const isCastAlone = dtype !== undefined && !passed.keywords.has('device') && passed.positional.length < 2
  const isCast = dtype !== undefined || passed.keywords.has('dtype') || passed.positional.length > 1
  const cast = isCast ? recast(tensor, dtype) : tensor
  if (isCastAlone && (given === undefined || dtypeOf(given) !== undefined)) return cast
  if (given?.kind === 'tensor')
    return { ...unmoved(recast(cast, given.dtype)), ...placedOn(given.device, given.unplaced === true) }
  // A device that the program chose for want of CUDA says nothing of where the tensor is once Metal is chosen.
  const device = given && nameOfDevice(given)
  return { ...unmoved(cast), ...placedOn(device === 'cpu' && given?.basis?.length ? undefined : device, false) }
}

/** `x.type(torch.float64)`, and `x.type(torch.DoubleTensor)`, which also says where: such classes are of the CPU or of CUDA. */
function castToType(tensor: Tensor, passed: Arguments): Tensor {
  const cast = recast(tensor, castTo(passed, 0) ?? tensor.dtype)
  const place = options(argumentOf(passed, 0, 'dtype')?.value ?? UNKNOWN).map(placeOfType)
  const [device] = place
  return device !== undefined && place.every((each) => each === device) ? { ...unmoved(cast), device } : cast
}

function placeOfType(type: Value): 'cuda' | 'cpu' | undefined {
  const name = type.kind === 'external' ? type.name : type.kind === 'constant' ? String(type.value) : ''
  const found = /^torch\.(cuda\.)?[A-Z]\w*Tensor$/.exec(name)
  return found ? (found[1] === undefined ? 'cpu' : 'cuda') : undefined
}

/** The number type that a cast names, at positions or by name. */
function castTo(passed: Arguments, ...positions: readonly number[]): string | undefined {
  const given = [passed.keywords.get('dtype'), ...positions.map((position) => passed.positional[position])]
  return given.flatMap((each) => (each ? (dtypeGiven(each) ?? []) : [])).at(0)
}

function dense(tensor: Tensor): Tensor {
  const { layout: _, ...rest } = tensor
  return rest
}

function unmoved(tensor: Tensor): Tensor {
  const { device: _, unplaced: __, ...rest } = tensor
  return rest
}

function recast(tensor: Tensor, dtype: string | undefined): Tensor {
  const { dtype: _, dtypeByDefault: __, perhapsWide: ___, origin: ____, ...rest } = tensor
  return dtype ? { ...rest, dtype } : rest
}
