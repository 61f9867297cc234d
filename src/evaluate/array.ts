import type { Expression } from '../project/python/tree.ts'
import { dtypeOf } from '../trace/dtype.ts'
import { type Instance, options, type Tensor, type Value } from '../trace/value.ts'
import { type Arguments, argumentOf, type Passed } from './arguments.ts'

/** Makers of arrays that give float64 when no dtype is named, as NumPy's documentation says. */
const FLOAT64 =
  /^numpy\.(zeros|ones|empty|linspace|logspace|geomspace|eye|identity|hanning|hamming|blackman|bartlett|kaiser)$/
/** What draws floats, as a function of `numpy.random` and as a method of its generators. */
const DRAWS =
  /^(rand|randn|random|uniform|normal|standard_normal|random_sample|beta|gamma|exponential|laplace|multivariate_normal|dirichlet|lognormal|logistic|standard_cauchy|standard_t)$/
/** What makes arrays of a type that follows from what it is given. */
const MAKERS =
  /^numpy\.(array|asarray|ascontiguousarray|asfortranarray|arange|full|load|fromfile|frombuffer|fromiter|\w+_like)$/
/** What gives arrays of the widest type of those it is given. */
const KEEPERS =
  /^numpy\.(concatenate|stack|vstack|hstack|dstack|column_stack|row_stack|block|append|insert|where|clip|tile|repeat|meshgrid|sum|prod|sin|cos|tan|arcsin|arccos|arctan|arctan2|sinh|cosh|tanh|exp|exp2|expm1|log|log2|log10|log1p|sqrt|cbrt|square|power|abs|absolute|add|subtract|multiply|divide|true_divide|negative|floor|ceil|sign|mod|hypot|nan_to_num|maximum|minimum|dot|matmul|outer|einsum|inner|kron|tensordot|convolve|cross|interp|cumsum|cumprod|diff|sort|squeeze|expand_dims|reshape|transpose|moveaxis|swapaxes|ravel|flip|fliplr|flipud|rot90|roll|pad|broadcast_to|atleast_1d|atleast_2d|array_split|split|vander|tril|triu|diag|gradient|deg2rad|rad2deg|radians|degrees)$/
/** What reads numbers as 64-bit floats, or makes one such number. */
const READERS = /^numpy\.(loadtxt|genfromtxt|float64|double|float_)$/
/** What computes in 64 bits unless it is given floats of fewer: of integers and lists, a mean is one of 64-bit floats. */
const COMPUTES =
  /^numpy\.(mean|std|var|median|average|percentile|quantile|linalg\.(inv|pinv|norm|solve|det|svd|eig|eigh|qr|cholesky|lstsq)|fft\.(?:i?r?fft[2n]?|fftfreq|rfftfreq))$/
/** What counts, or says where something is. */
const INTEGERS =
  /^numpy\.(bincount|argsort|argmax|argmin|argwhere|argpartition|lexsort|searchsorted|digitize|flatnonzero|count_nonzero)$/

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
    'numpy.zeros_like': 1,
    'numpy.ones_like': 1,
    'numpy.empty_like': 1,
    'numpy.full_like': 2,
    'numpy.full': 2,
  }),
)

/** The array that a call of NumPy gives; undefined when it gives none that is known of. */
export function madeArray(name: string, passed: Arguments): Tensor | undefined {
  const drawn = name.startsWith('numpy.random.') ? name.slice('numpy.random.'.length) : undefined
  if (drawn !== undefined) return drawnArray(drawn, passed)
  if (INTEGERS.test(name)) return passed.keywords.has('weights') ? float64 : arrayOf('int64')
  const isFloat64 = FLOAT64.test(name) || READERS.test(name)
  const computes = COMPUTES.test(name)
  if (!isFloat64 && !computes && !MAKERS.test(name) && !KEEPERS.test(name)) return undefined
  const given = passed.keywords.get('dtype') ?? passed.positional[DTYPE_POSITIONS.get(name) ?? -1]
  if (given) return ofGiven(given)
  if (isFloat64) return float64
  if (name.endsWith('_like')) return likeOf(passed)
  if (computes) return computedOf(passed.positional.map(({ value }) => value))
  if (KEEPERS.test(name)) return widestOf(passed.positional.map(({ value }) => value))
  return ofNumbers(name, passed)
}

/** What a generator draws: `numpy.random.default_rng().normal()`; undefined for a method that draws no floats. */
export function drawnArray(method: string, passed: Arguments): Tensor | undefined {
  // Generators are made by names of the same module.
  if (/^(RandomState|default_rng|Generator|SeedSequence|PCG64|seed|get_state|set_state|shuffle)$/.test(method))
    return undefined
  if (!DRAWS.test(method)) return arrayOf(undefined)
  // Without a size they draw one number, which is no array.
  const given = passed.keywords.get('dtype')
  return given ? arrayOf(dtypeGiven(given)) : float64
}

/** An array of the type that is named; who writes Python's `float` seldom means its 64 bits. */
export function ofGiven(given: Passed): Tensor {
  const { value } = given.argument
  const dtype = dtypeGiven(given)
  const isPython = dtype === 'float64' && value.kind === 'name' && value.id === 'float'
  return { ...arrayOf(dtype), ...(isPython ? { dtypeByDefault: true } : {}) }
}

/** An array of the type that NumPy takes when none is named. */
export const float64: Tensor = { kind: 'tensor', library: 'numpy', dtype: 'float64', dtypeByDefault: true }

/** An array of a type that is not known, from where it is often that of 64-bit floats. */
export const perhapsWide: Tensor = { kind: 'tensor', library: 'numpy', perhapsWide: true }

/** Whether something holds tables of numbers, which pandas and xarray read as 64-bit floats. */
export function isFrame({ of }: Instance): boolean {
  return /^(?:pandas|xarray|netCDF4)\./.test(of)
}

/** An array of a number type; one of which the type is not known may have any. */
export function arrayOf(dtype: string | undefined): Tensor {
  return { kind: 'tensor', library: 'numpy', ...(dtype === undefined ? {} : { dtype }) }
}

/** The number type that an argument names: also Python's own `float`, which is one of 64 bits. */
export function dtypeGiven({ argument, value }: Passed): string | undefined {
  const named = dtypeOf(value)
  const own = argument.value.kind === 'name' && value.kind === 'unknown' ? argument.value.id : undefined
  return named ?? (own === undefined ? undefined : PYTHON.get(own))
}

const PYTHON: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({ float: 'float64', int: 'int64', bool: 'bool', complex: 'complex128' }),
)

/** Where an array of 64-bit floats was made that nobody asked for. */
export function madeAt({ dtypeByDefault, origin }: Tensor): Partial<Tensor> {
  return dtypeByDefault && origin ? { origin } : {}
}

function likeOf(passed: Arguments): Tensor {
  const source = argumentOf(passed, 0)?.value
  return source?.kind === 'tensor'
    ? { ...arrayOf(source.dtype), ...byDefault(source), ...madeAt(source) }
    : arrayOf(undefined)
}

function byDefault(tensor: Tensor): Partial<Tensor> {
  return {
    ...(tensor.dtypeByDefault ? { dtypeByDefault: true } : {}),
    ...(tensor.perhapsWide ? { perhapsWide: true } : {}),
  }
}

/** Of arrays that meet, one of 64-bit floats decides; otherwise all have to be known. */
export function widestOf(values: readonly Value[]): Tensor {
  const all = values
    .flatMap(options)
    .flatMap((value) => (value.kind === 'collection' ? value.items.flatMap(options) : [value]))
  const arrays = all.filter((value) => value.kind === 'tensor')
  const wide = arrays.find(({ dtype }) => dtype === 'float64')
  if (wide) return { ...arrayOf('float64'), ...byDefault(wide), ...madeAt(wide) }
  if (arrays.some((array) => array.perhapsWide)) return perhapsWide
  // What is made of floats of fewer bits alone has no more.
  const isNarrow = arrays.length === all.length && arrays.every(({ dtype }) => dtype === 'float32')
  return arrayOf(isNarrow && arrays.length > 0 ? 'float32' : undefined)
}

/** Of what is known to be narrow it is narrow, and of anything else perhaps wide. */
export function computedOf(values: readonly Value[]): Tensor {
  const widest = widestOf(values)
  const isNarrow = values.some((value) => value.kind === 'tensor' && value.dtype !== undefined)
  return widest.dtype !== undefined || isNarrow ? widest : perhapsWide
}

/** An array of Python's floats is float64. */
function ofNumbers(name: string, { positional }: Arguments): Tensor {
  const [first, second] = positional
  const isWide =
    name === 'numpy.arange'
      ? positional.some(holdsFloat)
      : name === 'numpy.full'
        ? second !== undefined && holdsFloat(second)
        : name.endsWith('array') && first !== undefined && holdsFloat(first)
  if (isWide) return arrayOf('float64')
  const source = name.endsWith('array') ? first?.value : undefined
  if (source && options(source).some(({ kind }) => kind === 'collection')) return widestOf([source])
  if (source?.kind === 'unknown' && first && isQuotient(first.argument.value)) return perhapsWide
  return source?.kind === 'tensor'
    ? { ...arrayOf(source.dtype), ...byDefault(source), ...madeAt(source) }
    : arrayOf(undefined)
}

/** `1.0 - zeros / count`, of which nobody knows what was divided: mostly whole numbers. */
function isQuotient(node: Expression): boolean {
  return node.kind === 'binary' && (node.operator === '/' || isQuotient(node.left) || isQuotient(node.right))
}

/** Whether an argument is a float, or a list that has one, as it is written or by its value. */
function holdsFloat({ argument, value }: Passed): boolean {
  return (
    isFloatLiteral(argument.value) ||
    isOfFloats(argument.value) ||
    isFloat(value) ||
    (value.kind === 'collection' && value.items.some(hasFloat))
  )
}

/** `[float(y) for y in labels]` */
function isOfFloats(node: Expression): boolean {
  const [made] = node.kind === 'comprehension' ? node.result : []
  return made?.kind === 'call' && made.callee.kind === 'name' && made.callee.id === 'float'
}

/** Lists of lists are looked into once: matrices. */
function hasFloat(value: Value): boolean {
  return isFloat(value) || (value.kind === 'collection' && value.items.some(isFloat))
}

function isFloat(value: Value): boolean {
  return value.kind === 'constant' && typeof value.value === 'number' && !Number.isInteger(value.value)
}

function isFloatLiteral(node: Expression): boolean {
  if (node.kind === 'number') return node.isFloat === true
  if (node.kind === 'unary') return isFloatLiteral(node.operand)
  return node.kind === 'sequence' && node.items.slice(0, ITEMS_LOOKED_AT).some(isFloatLiteral)
}

/** One float among the first numbers of a list tells its type; tables in code can have thousands. */
const ITEMS_LOOKED_AT = 16
