/** The loaders of PyTorch and the sets of data that they load, as they are made. */
import type { Call } from '../project/python/tree.ts'
import { type Collection, type Instance, options, UNKNOWN, type Value } from '../trace/value.ts'
import { type Arguments, argumentOf, valueOf } from './arguments.ts'
import { COLLATE, itemOfSet, LOADER, TENSORS } from './batches.ts'
import type { Frame } from './frame.ts'
import { callWith } from './function.ts'

/** `TensorDataset(x, y)` */
export function tensorsOf({ positional }: Arguments): Instance {
  const fields = new Map(positional.map(({ value }, index) => [String(index), value]))
  return { kind: 'instance', of: TENSORS, fields }
}

/** `DataLoader(data, batch_size=8)`; a function of one's own is given a list of items to put together. */
export function loaderOf(passed: Arguments, _: Call, frame: Frame): Instance {
  const data = argumentOf(passed, 0, 'dataset')?.value
  const together = passed.keywords.get('collate_fn')
  if (data && together)
    for (const option of options(together.value)) {
      const items: Value = { kind: 'collection', items: [itemOfSet(data, frame) ?? UNKNOWN], anyNumber: true }
      const given = { argument: together.argument, value: items }
      if (option.kind === 'function') callWith(option, { positional: [given], keywords: NONE, open: false }, frame)
    }
  const fields = new Map<string, Value>(data ? [['dataset', data]] : [])
  if (together) fields.set(COLLATE, together.value)
  return { kind: 'instance', of: LOADER, fields }
}

const NONE: Arguments['keywords'] = new Map()

/** `random_split(data, [80, 20])`: each part gives what the whole does. */
export function partsOf(passed: Arguments): Collection {
  const data = valueOf(passed, 0, 'dataset')
  const lengths = valueOf(passed, 1, 'lengths')
  const count = lengths.kind === 'collection' && !lengths.anyNumber ? lengths.items.length : 2
  return { kind: 'collection', items: Array.from({ length: count }, () => data) }
}
