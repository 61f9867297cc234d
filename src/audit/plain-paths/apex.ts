/** Ways around NVIDIA's Apex for where it cannot be built: what PyTorch has as well, and full precision in place of its own. */
import type { CallSeen, ImportSeen } from '../../trace/observation.ts'
import type { Expression } from '../../trace/syntax.ts'
import type { Module } from '../../trace/trace.ts'
import type { Value } from '../../trace/value.ts'
import { hasName } from '../../trace/words.ts'
import type { Edits } from '../finding/fix-by.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'
import { torchNameAt } from '../torch/torch-name.ts'
import { withoutAmp } from './apex-amp.ts'
import { guardImport, type OneName, oneNameOf } from './import-guard.ts'

const PARALLEL = {
  from: /^apex\.parallel(?:\.distributed)?$/,
  name: 'DistributedDataParallel',
  positional: 1,
  why: 'Where Apex cannot be imported, the processes exchange gradients by PyTorch’s own class.',
} as const

/** What can be had without Apex, and the arguments that both take: the first of them by their positions. */
const PARTS = [
  {
    from: /^apex\.normalization(?:\.fused_layer_norm)?$/,
    name: 'FusedLayerNorm',
    positional: 3,
    keywords: ['normalized_shape', 'eps', 'elementwise_affine'],
    isClass: true,
    why: 'Where Apex cannot be imported, the layer is PyTorch’s own, which computes the same.',
    otherwise: (local: string) => [`from torch.nn import LayerNorm${local === 'LayerNorm' ? '' : ` as ${local}`}`],
  },
  {
    from: /^apex\.optimizers(?:\.fused_adam)?$/,
    name: 'FusedAdam',
    positional: 2,
    keywords: ['params', 'lr', 'betas', 'eps', 'weight_decay', 'adam_w_mode'],
    isClass: false,
    why: 'Where Apex cannot be imported, the optimiser is PyTorch’s own, with the defaults of this one.',
    otherwise: (local: string, torch: string) => [
      '',
      `def ${local}(params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, adam_w_mode=True):`,
      `    optimiser = ${torch}.optim.AdamW if adam_w_mode else ${torch}.optim.Adam`,
      '    return optimiser(params, lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)',
    ],
  },
  {
    ...PARALLEL,
    keywords: ['module'],
    isClass: true,
    otherwise: (local: string) => [
      `from torch.nn.parallel import DistributedDataParallel${local === PARALLEL.name ? '' : ` as ${local}`}`,
    ],
  },
  {
    ...PARALLEL,
    keywords: ['module', 'message_size', 'delay_allreduce'],
    isClass: false,
    otherwise: (local: string, torch: string) => [
      '',
      `def ${local}(module, message_size=None, delay_allreduce=False):`,
      `    return ${torch}.nn.parallel.DistributedDataParallel(module)`,
    ],
  },
] as const

/** Guards around all imports of Apex; none where one of them has no plain path, for then the project needs it still. */
export function withoutApex(imports: readonly ImportSeen[], context: AuditContext): Edits {
  const edits = imports.flatMap((imported) => withoutPart(imported, context))
  return edits.includes(undefined) ? [] : edits
}

function withoutPart(imported: ImportSeen, context: AuditContext): Edits {
  const one = oneNameOf(imported)
  return one?.from === 'apex' && one.name === 'amp'
    ? isOnlyCalled(imported, context) && !isHandedOn(context).has(imported.module)
      ? withoutAmp(imported, one, callsOfAmp(imported, context), context)
      : [undefined]
    : [withoutOne(imported, one, context)]
}

function withoutOne(imported: ImportSeen, one: OneName | undefined, context: AuditContext): Edits[number] {
  if (!one) return undefined
  const { module } = imported
  const torch = torchNameAt(context, { module, at: imported.node.at })
  const calls = (callsOfApex(context).get(module) ?? []).filter(({ name }) => name.endsWith(`.${one.name}`))
  // What is made into another class, or asked for by its class, is no function.
  const mayBeFunction = torch !== undefined && calls.length > 0 && !hasName(module.words.code, 'isinstance')
  const part = PARTS.filter(({ from, name }) => from.test(one.from) && name === one.name).find(
    (each) => (each.isClass || mayBeFunction) && calls.every((call) => takes(each, call)),
  )
  return part && guardImport(imported, part.otherwise(one.local, torch ?? 'torch'), part.why)
}

function takes({ positional, keywords }: (typeof PARTS)[number], { node: { arguments: given } }: CallSeen): boolean {
  return (
    given.filter(({ name, star }) => name === undefined && star === undefined).length <= positional &&
    given.every(({ name, star }) => star === undefined && (name === undefined || keywords.some((own) => own === name)))
  )
}

function callsOfAmp({ module }: Pick<ImportSeen, 'module'>, context: AuditContext): readonly CallSeen[] {
  return (callsOfApex(context).get(module) ?? []).filter(({ name }) => name.startsWith('apex.amp.'))
}

/** Whether no function of `amp` is named without being called, as one that decorates is. */
function isOnlyCalled({ module }: Pick<ImportSeen, 'module'>, context: AuditContext): boolean {
  const called = new Set<Expression>(callsOfAmp({ module }, context).map(({ node }) => node.callee))
  const named = seen(context, 'attribute', (name) => name.startsWith('apex.amp'))
  return named.every((each) => each.module !== module || called.has(each.node))
}

/** The modules that hand a part of Apex to something else. */
const isHandedOn = memoized(
  (context: AuditContext): ReadonlySet<Module> =>
    new Set(
      context.index.byKind.call
        .filter(({ positional, keywords }) =>
          [...positional, ...keywords.values()].some(({ value }) => isOfApex(value)),
        )
        .map(({ module }) => module),
    ),
)

function isOfApex(value: Value): boolean {
  return value.kind === 'external' && /^apex(?:\.|$)/.test(value.name)
}

const callsOfApex = memoized((context: AuditContext) =>
  groupBy(
    seen(context, 'call', (name) => name.startsWith('apex.')),
    ({ module }) => module,
  ),
)
