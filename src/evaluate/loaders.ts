/** The loaders of PyTorch and the sets of tensors that they load, as they are made. */
import type { Instance } from '../trace/value.ts'
import { type Arguments, argumentOf } from './arguments.ts'
import { LOADER, TENSORS } from './batches.ts'

/** `TensorDataset(x, y)` */
export function tensorsOf({ positional }: Arguments): Instance {
  const fields = new Map(positional.map(({ value }, index) => [String(index), value]))
  return { kind: 'instance', of: TENSORS, fields }
}

/** `DataLoader(data, batch_size=8)`; what a function of one's own puts together may be anywhere. */
export function loaderOf(passed: Arguments): Instance {
  const data = passed.keywords.has('collate_fn') ? undefined : argumentOf(passed, 0, 'dataset')?.value
  return { kind: 'instance', of: LOADER, fields: new Map(data ? [['dataset', data]] : []) }
}
