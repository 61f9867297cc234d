/** What functions of PyTorch give that compute with tensors, which is of their number type and where they are. */
import { options, type Tensor, type Value } from '../trace/value.ts'
import type { Arguments } from './arguments.ts'
import { collectionOf } from './bounded-values.ts'
import { combined } from './combined.ts'
import { givesSingle } from './single.ts'
import { ofUnknownType } from './tensor-methods.ts'

/** What gives numbers of the type of those that it is given. */
const COMPUTES =
  /^torch\.(?:(?:nn\.functional|special)\.)?(?:abs|add|addcmul|addmm|asin|acos|atan|atan2|baddbmm|bmm|broadcast_to|ceil|cdist|cholesky|clamp|clip|conj|cos|cosh|cross|cummax|cumprod|cumsum|det|diag|diag_embed|diagonal|diff|div|dot|einsum|erf|exp|exp2|expm1|flatten|flip|floor|gather|hypot|imag|index_select|inner|interp|inverse|kron|lerp|log|log10|log1p|log2|log_softmax|logdet|logsumexp|masked_fill|masked_select|matmul|matrix_exp|mean|mm|movedim|mul|mv|nan_to_num|narrow|neg|norm|normalize|outer|pad|permute|pinverse|pow|prod|real|reciprocal|relu|remainder|repeat_interleave|reshape|roll|rot90|round|rsqrt|select|sigmoid|sign|silu|sin|sinh|softmax|softplus|sqrt|square|squeeze|std|sub|subtract|sum|swapaxes|t|take|tan|tanh|tensordot|tile|trace|transpose|trapz|true_divide|unfold|unsqueeze|var|vander|where)$|^torch\.linalg\.(?:cholesky|cross|det|eigvalsh|inv|matrix_exp|matrix_norm|matrix_power|multi_dot|norm|pinv|solve|svdvals|vecdot|vector_norm)$/
/** What gives several of them, and how many: factors of a matrix. */
const SEVERAL: ReadonlyMap<string, number> = new Map(
  Object.entries<number>({
    'torch.svd': 3,
    'torch.linalg.svd': 3,
    'torch.qr': 2,
    'torch.linalg.qr': 2,
    'torch.linalg.eigh': 2,
    'torch.std_mean': 2,
    'torch.var_mean': 2,
  }),
)
/** What gives values and where they were: the largest along a dimension, or all in their order. */
const RANKS = /^torch\.(?:topk|sort|kthvalue|mode|cummax|cummin)$/
const RANKS_ALONG = /^torch\.(?:max|min|median|nanmedian)$/
/** What gives places alone. */
const INDICES =
  /^torch\.(?:argmax|argmin|argsort|bucketize|searchsorted|bincount|nonzero|argwhere|multinomial|nn\.functional\.one_hot)$/
/** What gives truths, or numbers of another type, of what it is given first, where that is. */
const TRUTHS = /^torch\.(?:eq|ne|lt|gt|ge|le|isnan|isinf|isfinite|any|all|logical_(?:and|or|not|xor))$/
const OF_FIRST =
  /^torch\.(?:bernoulli|unique|nn\.functional\.(?:gelu|elu|leaky_relu|hardswish|mish|dropout\d?d?|interpolate|(?:adaptive_)?(?:max|avg)_pool\dd|layer_norm|batch_norm|group_norm|instance_norm|linear|conv(?:_transpose)?\dd|scaled_dot_product_attention|gumbel_softmax|upsample|grid_sample|unfold|fold|\w+_loss|cross_entropy|binary_cross_entropy(?:_with_logits)?|kl_div|cosine_similarity))$/
/** What gives a single number, unless it is told otherwise. */
const LOSSES = /_loss$|cross_entropy|kl_div$/
/** What gives any number of them. */
const PARTS = /^torch\.(?:chunk|split|tensor_split|unbind|meshgrid|broadcast_tensors)$/

/** The tensors that a function computes of others; undefined where none of what it is given is known to be one. */
export function computedTensors(name: string, passed: Arguments): Value | undefined {
  const { positional } = passed
  if (TRUTHS.test(name) || OF_FIRST.test(name)) return ofFirst(name, positional[0]?.value)
  const count = SEVERAL.get(name)
  const isParts = PARTS.test(name)
  if (RANKS.test(name) || INDICES.test(name) || RANKS_ALONG.test(name)) return rankedTensors(name, passed)
  if (count === undefined && !isParts && !COMPUTES.test(name)) return undefined
  const given = positional.map(({ value }) => value)
  const tensor = togetherOf(name.endsWith('.where') ? given.slice(1) : given)
  if (tensor === undefined) return undefined
  if (/\.(?:abs|real|imag)$/.test(name) && tensor.dtype?.startsWith('complex')) return partOf(tensor)
  if (count !== undefined) return collectionOf(Array.from({ length: count }, () => tensor))
  if (isParts) return { ...collectionOf([tensor]), anyNumber: true }
  return singleIf(givesSingle(lastPart(name)), tensor)
}

function ofFirst(name: string, input: Value | undefined): Tensor | undefined {
  if (input?.kind !== 'tensor' || input.library !== 'torch') return undefined
  const made: Tensor = { ...ofUnknownType(input), ...(TRUTHS.test(name) ? { dtype: 'bool' } : {}) }
  return singleIf(LOSSES.test(name) || givesSingle(lastPart(name)), made)
}

/** Values and places, or places alone, of what is ranked. */
function rankedTensors(name: string, { positional, keywords }: Arguments): Value | undefined {
  const [first, second] = positional
  if (first?.value.kind !== 'tensor' || first.value.library !== 'torch') return undefined
  const { dimensions: _, dtypeByDefault: __, origin: ___, ...tensor } = first.value
  const places: Tensor = { ...tensor, dtype: 'int64' }
  if (INDICES.test(name)) return singleIf(givesSingle(lastPart(name)), places)
  const isAlong = keywords.has('dim') || second?.value.kind === 'constant' || second?.argument.value.kind === 'unary'
  return RANKS.test(name) || isAlong ? collectionOf([tensor, places]) : singleIf(true, tensor)
}

function singleIf(isSingle: boolean, tensor: Tensor): Tensor {
  return isSingle ? { ...tensor, single: true } : tensor
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/** One tensor of the type of all and where they are. Nothing is said of the place where one of them is not known. */
function togetherOf(given: readonly Value[]): Tensor | undefined {
  const all = given.flatMap((value) => (value.kind === 'collection' ? value.items : [value])).filter(isNoNumber)
  const tensors = all.filter((value) => value.kind === 'tensor' && value.library === 'torch')
  const [first, ...others] = tensors
  if (first?.kind !== 'tensor') return undefined
  const { dimensions: _, unplaced, ...whole } = others.reduce<Tensor>((left, right) => combined(left, right), first)
  const isUnplaced = unplaced === true && (tensors.length === all.length || !whole.single)
  return { ...whole, ...(isUnplaced ? { unplaced } : {}) }
}

/** Of complex numbers the absolute value and the parts are real. */
function partOf({ dtype, ...rest }: Tensor): Tensor {
  return dtype === 'complex128' ? { ...rest, dtype: 'float64' } : rest
}

function isNoNumber(value: Value): boolean {
  return !options(value).every(({ kind }) => kind === 'constant')
}
