import { dtypeOf } from '../trace/dtype.ts'
import { deviceName, options, type Tensor, type Value } from '../trace/value.ts'
import { type Arguments, argumentOf } from './arguments.ts'

/** Makers of arrays that give float64 when no dtype is named, as NumPy's documentation says. */
const NUMPY_FLOAT64 =
  /^numpy\.(zeros|ones|empty|linspace|logspace|eye|identity|hanning|hamming|blackman|random\.(rand|randn|random|uniform|normal|standard_normal|random_sample))$/
const NUMPY =
  /^numpy\.(array|asarray|ascontiguousarray|arange|full|concatenate|stack|vstack|hstack|load|fromfile|frombuffer|loadtxt|mean|std|clip|where|sin|cos|exp|log|sqrt|meshgrid|tile|repeat|random\.\w+|\w+_like)$/
const TORCH =
  /^torch\.(tensor|as_tensor|from_numpy|zeros|ones|empty|full|rand|randn|randint|arange|linspace|logspace|eye|zeros_like|ones_like|empty_like|full_like|rand_like|randn_like|cat|stack|complex|polar|view_as_complex|view_as_real|outer|matmul|exp|sin|cos|stft|fft\.\w+|normal|randperm|hann_window|tril|triu)$/
const COMPLEX = /^torch\.(polar|complex|view_as_complex|fft\.(fft|ifft|rfft|fft2|ifft2|fftn|ifftn|rfft2|rfftn))$/

/** Where NumPy's functions take the dtype besides by its name. */
const DTYPE_POSITIONS: ReadonlyMap<string, number> = new Map(
  Object.entries<number>({
    'numpy.zeros': 1,
    'numpy.ones': 1,
    'numpy.empty': 1,
    'numpy.array': 1,
    'numpy.asarray': 1,
    'numpy.frombuffer': 1,
    'numpy.fromfile': 1,
    'numpy.full': 2,
  }),
)

/** The tensor or array that an external call makes; undefined when it makes none. */
export function madeTensor(name: string, passed: Arguments): Tensor | undefined {
  const given = passed.keywords.get('dtype') ?? passed.positional[DTYPE_POSITIONS.get(name) ?? -1]
  const dtype = dtypeOf(given?.value)
  const device = deviceGiven(passed)
  if (NUMPY_FLOAT64.test(name)) {
    const own = given ? known(dtype) : { dtype: 'float64', dtypeByDefault: true }
    return { kind: 'tensor', library: 'numpy', ...own }
  }
  if (NUMPY.test(name))
    return { kind: 'tensor', library: 'numpy', ...known(given ? dtype : literalDtype(name, passed)) }
  if (!TORCH.test(name)) return undefined
  const source = argumentOf(passed, 0)?.value
  const inherited = source?.kind === 'tensor' && /(tensor|from_numpy|_like|cat|stack)$/.test(name) ? source : undefined
  const own = dtype ?? (COMPLEX.test(name) ? 'complex64' : inherited?.dtype)
  return {
    kind: 'tensor',
    library: 'torch',
    ...known(own),
    ...(dtype === undefined && inherited?.dtypeByDefault ? { dtypeByDefault: true } : {}),
    ...(device ? { device } : {}),
  }
}

/** An array of float literals is float64. */
function literalDtype(name: string, passed: Arguments): string | undefined {
  if (!name.endsWith('array')) return undefined
  const first = passed.positional[0]?.value
  const items =
    first?.kind === 'collection'
      ? first.items.flatMap((item) => (item.kind === 'collection' ? item.items : [item]))
      : []
  const floats = items.some(
    (item) => item.kind === 'constant' && typeof item.value === 'number' && !Number.isInteger(item.value),
  )
  return floats ? 'float64' : undefined
}

function known(dtype: string | undefined): { dtype?: string } {
  return dtype ? { dtype } : {}
}

function deviceGiven(passed: Arguments): string | undefined {
  const value = passed.keywords.get('device')?.value
  return value
    ? options(value)
        .map(deviceName)
        .find((name) => name !== undefined)
    : undefined
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

/** What a method of a tensor or array gives. */
export function tensorMethod(tensor: Tensor, method: string, passed: Arguments): Value {
  const cast = CASTS.get(method)
  if (cast && tensor.library === 'torch') return recast(tensor, cast)
  if (method === 'astype')
    return recast(tensor, dtypeOf(passed.positional[0]?.value ?? passed.keywords.get('dtype')?.value))
  if (method === 'numpy') return { ...tensor, library: 'numpy' }
  if (method === 'to' || method === 'type') {
    const dtype =
      dtypeOf(passed.keywords.get('dtype')?.value) ?? passed.positional.map(({ value }) => dtypeOf(value)).find(Boolean)
    return dtype ? recast(tensor, dtype) : tensor
  }
  if (/^(abs|angle)$/.test(method) && tensor.dtype?.startsWith('complex')) return recast(tensor, undefined)
  if (/^(item|tolist|size|dim|numel|shape)$/.test(method)) return { kind: 'unknown' }
  return /^(argmax|argmin|argsort|nonzero|eq|ne|lt|gt|ge|le|isnan|any|all)$/.test(method)
    ? { kind: 'tensor', library: tensor.library }
    : tensor
}

function recast(tensor: Tensor, dtype: string | undefined): Tensor {
  const { dtype: _, dtypeByDefault: __, ...rest } = tensor
  return dtype ? { ...rest, dtype } : rest
}
