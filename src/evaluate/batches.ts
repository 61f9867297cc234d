/** What the loaders of PyTorch give in turn: what their set of data gives, put together to tensors on the CPU. */
import {
  type Collection,
  type Instance,
  join,
  type ObjectValue,
  options,
  type Tensor,
  UNKNOWN,
  type Value,
} from '../trace/value.ts'
import { float64 } from './array.ts'
import type { Frame } from './frame.ts'
import { fieldOf, type FunctionState, functionState } from './program.ts'

export const LOADER = 'torch.utils.data.DataLoader'
export const TENSORS = 'torch.utils.data.TensorDataset'
/** Under which a loader keeps what puts its items together, if that is a function of the project. */
export const COLLATE = 'collate_fn'

/** What a loader gives in turn; undefined of anything else, and where it is not known what its set of data gives. */
export function batchOf({ of, fields }: Instance, frame: Frame): Value | undefined {
  if (of !== LOADER) return undefined
  const together = fields.get(COLLATE)
  if (together) return together.kind === 'function' ? givenBy(together, frame) : undefined
  const data = fields.get('dataset')
  const item = data && itemOfSet(data, frame)
  return item && item.kind !== 'unknown' ? collated(item) : undefined
}

/** One item of a set of data, as far as its own code tells. */
export function itemOfSet(data: Value, frame: Frame): Value | undefined {
  if (data.kind === 'object') return itemOfObject(data, frame)
  if (data.kind !== 'instance') return undefined
  if (/^torchvision\.datasets\.\w+$/.test(data.of)) return batch([ON_CPU, ON_CPU])
  const tensors = data.of === TENSORS ? [...data.fields.values()] : []
  return tensors.length > 0 && tensors.every(isTensor) ? batch(tensors) : undefined
}

/** What `__getitem__` gives, or each turn of `__iter__`. */
function itemOfObject(data: ObjectValue, frame: Frame): Value | undefined {
  const item = fieldOf(frame.program, data.class, '__getitem__')
  if (item?.kind === 'function') return givenBy(item, frame)
  const turns = fieldOf(frame.program, data.class, '__iter__')
  const given = turns?.kind === 'function' ? givenBy(turns, frame) : undefined
  return given && join(options(given).flatMap((turn) => (turn.kind === 'collection' ? turn.items : [UNKNOWN])))
}

/** What a function gives: in the rounds that only gather, as far as it has been evaluated already. */
function givenBy(value: Value, frame: Frame): Value | undefined {
  const state: FunctionState | undefined =
    value.kind === 'function' ? functionState(frame.program, value.function) : undefined
  return state && (frame.observe ? frame.engine.enter(state) : state.returns)
}

/** How deep items are looked into: a dictionary of lists in a pair. */
const DEPTH_LIMIT = 3

/** Most parts of an item, or of a part of one, that are told apart: each loop over a loader looks at all of them. */
const PARTS_LIMIT = 20

/** A batch of such items: of arrays a tensor of their type, of Python's numbers with a point one of 64-bit floats. */
function collated(item: Value, depth = 0): Value {
  const together = options(item).map((option): Value => {
    if (option.kind === 'tensor') return ofTensor(option)
    if (option.kind === 'instance' && option.of === 'builtins.float') return ofTensor({ ...float64, ...made(option) })
    if (option.kind === 'constant') return ofNumber(option.value, option)
    if (depth === DEPTH_LIMIT || partsIn(option) > PARTS_LIMIT) return UNKNOWN
    if (option.kind === 'collection' && !option.anyNumber)
      return batch(option.items.map((part) => collated(part, depth + 1)))
    if (option.kind !== 'table') return UNKNOWN
    return { kind: 'table', fields: new Map([...option.fields].map(([key, part]) => [key, collated(part, depth + 1)])) }
  })
  return join(together)
}

function partsIn(value: Value): number {
  return value.kind === 'collection' ? value.items.length : value.kind === 'table' ? value.fields.size : 0
}

function ofTensor(tensor: Tensor): Tensor {
  const { dimensions: _, ...rest } = tensor
  return tensor.library === 'torch' ? rest : { ...rest, library: 'torch', unplaced: true }
}

function ofNumber(value: string | number | boolean | null, from: Value): Value {
  if (typeof value !== 'number') return UNKNOWN
  return Number.isInteger(value) ? ON_CPU : ofTensor({ ...float64, ...made(from) })
}

function made({ origin }: Value): Partial<Tensor> {
  return origin ? { origin } : {}
}

const ON_CPU: Tensor = { kind: 'tensor', library: 'torch', unplaced: true }

function batch(items: readonly Value[]): Collection {
  return { kind: 'collection', items }
}

function isTensor(value: Value): boolean {
  return options(value).every((own) => own.kind === 'tensor' && (own.unplaced === true || own.dtype !== undefined))
}
