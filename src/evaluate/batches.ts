/** What the loaders of PyTorch give in turn, where it is known what they load: tensors that are made on the CPU. */
import { type Collection, type Instance, options, type Tensor, UNKNOWN, type Value } from '../trace/value.ts'
import { type Arguments, argumentOf } from './arguments.ts'

const LOADER = 'torch.utils.data.DataLoader'
const TENSORS = 'torch.utils.data.TensorDataset'

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

/** What a loader gives in turn; undefined of anything else, and where its data set is one of the project's own. */
export function batchOf({ of, fields }: Instance): Value | undefined {
  const data = of === LOADER ? fields.get('dataset') : undefined
  if (data?.kind !== 'instance') return undefined
  if (/^torchvision\.datasets\.\w+$/.test(data.of)) return batch([ON_CPU, ON_CPU])
  const tensors = data.of === TENSORS ? [...data.fields.values()] : []
  return tensors.length > 0 && tensors.every(isOnCpu) ? batch(tensors.map(() => ON_CPU)) : undefined
}

/** `for i, batch in enumerate(loader)` */
export function numbered(item: Value): Collection {
  return { kind: 'collection', items: [batch([UNKNOWN, item])], anyNumber: true }
}

const ON_CPU: Tensor = { kind: 'tensor', library: 'torch', unplaced: true }

function batch(items: readonly Value[]): Collection {
  return { kind: 'collection', items }
}

function isOnCpu(value: Value): boolean {
  return options(value).every((own) => own.kind === 'tensor' && own.unplaced === true)
}
