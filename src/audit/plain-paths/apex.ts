/** Ways around NVIDIA's Apex for where it cannot be built: a norm and an optimiser that PyTorch has as well. */
import type { CallSeen, ImportSeen } from '../../trace/observation.ts'
import type { Edits } from '../finding/fix-by.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'
import { torchNameAt } from '../torch/torch-name.ts'
import { guardImport, oneNameOf } from './import-guard.ts'

/** What can be had without Apex, and the arguments that both take: the first of them by their positions. */
const PARTS = [
  {
    from: /^apex\.normalization(?:\.fused_layer_norm)?$/,
    name: 'FusedLayerNorm',
    positional: 3,
    keywords: ['normalized_shape', 'eps', 'elementwise_affine'],
    why: 'Where Apex cannot be imported, the layer is PyTorch’s own, which computes the same.',
    otherwise: (local: string) => [`from torch.nn import LayerNorm${local === 'LayerNorm' ? '' : ` as ${local}`}`],
  },
  {
    from: /^apex\.optimizers(?:\.fused_adam)?$/,
    name: 'FusedAdam',
    positional: 2,
    keywords: ['params', 'lr', 'betas', 'eps', 'weight_decay', 'adam_w_mode'],
    why: 'Where Apex cannot be imported, the optimiser is PyTorch’s own, with the defaults of this one.',
    otherwise: (local: string, torch: string) => [
      '',
      `def ${local}(params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, adam_w_mode=True):`,
      `    optimiser = ${torch}.optim.AdamW if adam_w_mode else ${torch}.optim.Adam`,
      '    return optimiser(params, lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)',
    ],
  },
] as const

/** Guards around all imports of Apex; none where one of them has no plain path, for then the project needs it still. */
export function withoutApex(imports: readonly ImportSeen[], context: AuditContext): Edits {
  const edits = imports.map((imported) => withoutPart(imported, context))
  return edits.includes(undefined) ? [] : edits
}

function withoutPart(imported: ImportSeen, context: AuditContext): Edits[number] {
  const one = oneNameOf(imported)
  const part = one && PARTS.find(({ from, name }) => from.test(one.from) && name === one.name)
  const torch = torchNameAt(context, { module: imported.module, at: imported.node.at })
  if (!one || !part || (part.name === 'FusedAdam' && torch === undefined)) return undefined
  const calls = (callsOfApex(context).get(imported.module) ?? []).filter(({ name }) => name.endsWith(`.${part.name}`))
  const isTaken = ({ node }: CallSeen): boolean =>
    node.arguments.filter(({ name, star }) => name === undefined && star === undefined).length <= part.positional &&
    node.arguments.every(
      ({ name, star }) => star === undefined && (name === undefined || part.keywords.some((each) => each === name)),
    )
  // What is made into another class, or asked for by its class, is no function.
  const isCalled = part.name === 'FusedLayerNorm' || calls.length > 0
  return isCalled && calls.every(isTaken)
    ? guardImport(imported, part.otherwise(one.local, torch ?? 'torch'), part.why)
    : undefined
}

const callsOfApex = memoized((context: AuditContext) =>
  groupBy(
    seen(context, 'call', (name) => name.startsWith('apex.')),
    ({ module }) => module,
  ),
)
