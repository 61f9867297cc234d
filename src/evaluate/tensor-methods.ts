/** What methods of tensors and arrays give. */
import { dtypeOf } from '../trace/dtype.ts'
import { deviceName, options, type Tensor, UNKNOWN, type Value } from '../trace/value.ts'
import { type Arguments, argumentOf, type Passed } from './arguments.ts'
import { arrayOf, dtypeGiven, ofGiven } from './array.ts'
import { collectionOf } from './bounded-values.ts'
import { dimensionsListed } from './shown-tensors.ts'
import { givesSingle } from './single.ts'
import { known, nameOfDevice, placedOn, unmoved } from './tensor.ts'

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

function recast(tensor: Tensor, dtype: string | undefined): Tensor {
  const { dtype: _, dtypeByDefault: __, perhapsWide: ___, origin: ____, ...rest } = tensor
  return dtype ? { ...rest, dtype } : rest
}
