/** What sets of data give, which loaders put together to batches of the same number type. */
import { lineageOf, type TracedClass } from '../../../trace/definition.ts'
import type { CallSeen, ItemSeen } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { options, type Tensor, type Value } from '../../../trace/value.ts'
import type { Certainty } from '../../../report/report.ts'
import { destinationOfCall } from '../../devices/destination.ts'
import { memoized } from '../../memoized.ts'
import { isForMac, liveCalls } from '../../observations/live-calls.ts'
import { seen } from '../../observations/seen.ts'
import { nameSite, type SiteInRole, valueSite } from '../../observations/sites.ts'
import { writtenSite } from '../../observations/written-sites.ts'
import type { AuditContext } from '../../rule.ts'
import { castsToNarrow } from './held.ts'
import { movesByFramework } from './by-framework.ts'
import { isTooWide } from './too-wide.ts'

/** What puts 64-bit floats into a set of data, where they come from, and how sure it is that they are moved as they are. */
export interface Loaded {
  readonly by: ItemSeen | CallSeen
  readonly most: Certainty
  readonly sites: readonly SiteInRole[]
}

/** `def __getitem__(self, index): return torch.from_numpy(self.values[index])`, of what NumPy made of 64-bit floats. */
export function loadedWide(context: AuditContext): readonly Loaded[] {
  const moved = movesBatches(context)
  if (moved === undefined) return []
  return [...itemsOf(context, moved), ...(moved === 'likely' ? tensorsOf(context) : [])]
}

function itemsOf(context: AuditContext, most: Certainty): readonly Loaded[] {
  return seen(context, 'item').flatMap((item) => {
    const owner = item.function?.owner
    if (!owner || !isDataset(owner) || !isForMac(item)) return []
    const sites = [
      ...wideIn(item.value).map((tensor) => madeSite(tensor, item, context)),
      ...floatsIn(item.node).map((part) => nameSite(item, part)),
    ]
    return sites.length > 0 ? [{ by: item, most, sites }] : []
  })
}

/** `TensorDataset(torch.from_numpy(x))`, of which no code of the program sees what is moved. */
function tensorsOf(context: AuditContext): readonly Loaded[] {
  return liveCalls(context, TENSORS).flatMap((by) => {
    const wide = by.positional.flatMap(({ value }) => wideIn(value))
    return wide.length > 0 ? [{ by, most: 'likely', sites: wide.map((tensor) => madeSite(tensor, by, context)) }] : []
  })
}

const TENSORS = 'torch.utils.data.TensorDataset'

const isDataset = memoized((owner: TracedClass): boolean =>
  [...lineageOf(owner)].some(({ bases }) => bases.some((base) => base.kind === 'external' && DATASET.test(base.name))),
)

const DATASET = /^torch\.utils\.data\.(?:\w+\.)*\w*Dataset$|^torchvision\.datasets\./

/**
 * How sure it is that batches are moved with the type that they have: Lightning and Accelerate move them before any code of
 * the program sees them, to the GPU unless told otherwise. Undefined where nothing moves them, or where what does casts them
 * as well.
 */
function movesBatches(context: AuditContext): Certainty | undefined {
  if (movesByFramework(context)) return 'likely'
  const moves = liveCalls(context, '.to', '.cuda').filter(movesTensor)
  return moves.length > 0 && !moves.some(isCastWithIt) ? 'possible' : undefined
}

function movesTensor(call: CallSeen): boolean {
  const destination = destinationOfCall(call)
  return destination !== undefined && destination !== 'cpu' && call.receiver?.kind !== 'object'
}

/** `x.float().to(device)`, `x.to(device, dtype=torch.float32)` */
function isCastWithIt(call: CallSeen): boolean {
  if (castsToNarrow(call)) return true
  const { callee } = call.node
  const inner = callee.kind === 'attribute' ? callee.object : undefined
  return inner?.kind === 'call' && inner.callee.kind === 'attribute' && /^(?:float|half|type)$/.test(inner.callee.name)
}

/** How deep items are looked into: a dictionary of lists in a pair. */
const DEPTH_LIMIT = 3

function wideIn(value: Value, depth = 0): readonly Tensor[] {
  return options(value).flatMap((option): readonly Tensor[] => {
    if (option.kind === 'tensor') return isTooWide(option.dtype) && option.device === undefined ? [option] : []
    if (depth === DEPTH_LIMIT) return []
    const parts =
      option.kind === 'collection' ? option.items : option.kind === 'table' ? [...option.fields.values()] : []
    return parts.flatMap((part) => wideIn(part, depth + 1))
  })
}

/** Where it was made without a type, or else what is given. */
function madeSite({ origin }: Tensor, { module, node }: Loaded['by'], context: AuditContext): SiteInRole {
  return origin ? writtenSite(origin, context) : valueSite({ module, at: node.at, end: node.end })
}

/** `return image, float(score)`: of Python's numbers the loader makes 64-bit floats. */
function floatsIn(node: Expression): readonly Expression[] {
  const parts = node.kind === 'sequence' ? node.items : [node]
  return parts.filter((part) => part.kind === 'call' && part.callee.kind === 'name' && part.callee.id === 'float')
}
