/** Tensors that may be a single number: PyTorch takes such a tensor from the CPU wherever it meets others. */
import type { Expression } from '../project/python/tree.ts'
import type { Tensor } from '../trace/value.ts'
import { type Arguments, argumentOf } from './arguments.ts'

/** What makes one of the numbers that it is given, as many as they are. */
const OF_NUMBERS = /^torch\.(?:tensor|as_tensor|asarray|scalar_tensor)$/
/** What is given a size. */
const OF_SIZE = /^torch\.(?:zeros|ones|empty|full|rand|randn|randint|normal)$/
/** What makes a number of all of them, unless it is told along what. */
const REDUCES =
  /^(?:sum|mean|max|min|amax|amin|prod|std|var|norm|median|any|all|argmax|argmin|logsumexp|trace|det|logdet|dot|nansum|nanmean|quantile|count_nonzero)$/

/** Whether a call that makes a tensor may make one of a single number. */
export function makesSingle(name: string, passed: Arguments, source: Tensor | undefined): boolean {
  const first = argumentOf(passed, 0)
  if (OF_NUMBERS.test(name))
    return source ? source.single === true : !first || !isSeveral(first.argument.value, first.value.kind)
  if (!OF_SIZE.test(name)) return source?.single === true
  const size = (passed.keywords.get('size') ?? first)?.value
  return size?.kind === 'collection' && !size.anyNumber && size.items.length === 0
}

function isSeveral({ kind }: Expression, made: string): boolean {
  return kind === 'sequence' || kind === 'comprehension' || made === 'collection'
}

/** Whether a method or function of that name may give a single number of many: `x.mean()`, `torch.sum(x)`. */
export function givesSingle(name: string): boolean {
  return REDUCES.test(name) || name === 'squeeze'
}

/** A part of a tensor, by what stands in its index: a slice gives several, and an index by itself may give one. */
export function partOfTensor(tensor: Tensor, index: readonly Expression[], isOfSeveral: boolean): Tensor {
  const { dimensions, single: _, ...rest } = tensor
  const isSliced = isOfSeveral || index.some(isSlice)
  const isMatrix = dimensions !== undefined && dimensions > index.length
  return isSliced || isMatrix ? rest : { ...rest, single: true }
}

/** `a:b`, `...`, `None` and a mask; a slice is kept as the numbers in it. */
function isSlice({ kind }: Expression): boolean {
  return kind === 'opaque' || kind === 'constant' || kind === 'comparison'
}
