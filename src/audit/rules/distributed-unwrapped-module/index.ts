import { unparse } from '../../../trace/unparse.ts'
import type { AttributeSeen } from '../../../trace/observation.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { isForMac } from '../../observations/live-calls.ts'
import { certaintyOf, seen } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import type { Draft, Rule } from '../../rule.ts'
import { fix, message, sources, title } from './prose.ts'
import { nameOf, type Wrapped, wrappedForCuda } from './wrapped-for-cuda.ts'

/** `.module` of a model that is wrapped in `DataParallel` only where there is CUDA. */
export const rule = {
  code: 'distributed/unwrapped-module',
  title,
  words: { strong: ['DataParallel', 'DistributedDataParallel'], members: ['module'], weak: ['cuda'] },
  find: (context) => {
    const wrapped = wrappedForCuda(context)
    if (wrapped.length === 0) return []
    // A class that has a part of that name is meant where it stands.
    const own = new Set(seen(context, 'assignment', '.module').map(({ module }) => module))
    return seen(context, 'attribute', '.module')
      .filter((use) => isForMac(use) && !own.has(use.module) && !isMinded(use))
      .flatMap((use) => draftsOf(use, wrapped))
  },
} satisfies Rule

/** Whether what is around it asks first whether the model is wrapped, or for what it is wrapped. */
function isMinded(use: AttributeSeen): boolean {
  return (
    isCaught(use, 'AttributeError') ||
    use.guards.some(({ test }) => /module|parallel|distributed|ddp|gpu|wrap|world/i.test(unparse(test)))
  )
}

function draftsOf(use: AttributeSeen, wrapped: readonly Wrapped[]): Draft[] {
  const named = use.node.kind === 'attribute' ? nameOf(use.node.object) : undefined
  const own = wrapped.find(({ name, module }) => module === use.module && name === named)
  if (!own) return []
  const isSame = own.function === use.function || own.name.startsWith('.')
  return [
    {
      effect: 'blocks',
      certainty: isSame ? certaintyOf(use, 'likely') : 'possible',
      message,
      subject: { kind: 'call', name: 'torch.nn.DataParallel' },
      sites: [useSite(use)],
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
      group: 'module',
    },
  ]
}
