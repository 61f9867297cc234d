import { options, type Value } from './value.ts'

/** Names of number types, as PyTorch, NumPy and their strings spell them. */
const DTYPES: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    float64: 'float64',
    double: 'float64',
    float_: 'float64',
    float: 'float32',
    float32: 'float32',
    single: 'float32',
    float16: 'float16',
    half: 'float16',
    bfloat16: 'bfloat16',
    complex128: 'complex128',
    cdouble: 'complex128',
    complex64: 'complex64',
    cfloat: 'complex64',
    complex_: 'complex128',
    int64: 'int64',
    long: 'int64',
    int32: 'int32',
    int: 'int32',
    uint8: 'uint8',
    uint16: 'uint16',
    uint32: 'uint32',
    uint64: 'uint64',
    bool: 'bool',
    float8_e4m3fn: 'float8_e4m3fn',
    float8_e5m2: 'float8_e5m2',
  }),
)

/** The number types of the classes of tensors, as `x.type(torch.DoubleTensor)` names them. */
const CLASSES: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    DoubleTensor: 'float64',
    FloatTensor: 'float32',
    HalfTensor: 'float16',
    BFloat16Tensor: 'bfloat16',
    LongTensor: 'int64',
    IntTensor: 'int32',
    ByteTensor: 'uint8',
    BoolTensor: 'bool',
  }),
)

/** The dtype that a value names; undefined when it names none. */
export function dtypeOf(value: Value | undefined): string | undefined {
  if (!value) return undefined
  const names = options(value).map((option) => {
    if (option.kind === 'external') {
      const own = option.name.slice(option.name.lastIndexOf('.') + 1)
      if (option.name.startsWith('numpy.') && own === 'float') return 'float64'
      if (option.name === 'builtins.float') return 'float64'
      return DTYPES.get(own) ?? CLASSES.get(own)
    }
    return option.kind === 'constant' && typeof option.value === 'string' ? nameIn(option.value) : undefined
  })
  return names.every((name) => name === names[0]) ? names[0] : undefined
}

function nameIn(text: string): string | undefined {
  const own = text.replace(/^torch\.(?:cuda\.)?/, '')
  return DTYPES.get(own) ?? CLASSES.get(own)
}
