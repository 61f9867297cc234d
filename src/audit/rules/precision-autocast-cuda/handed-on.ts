import type { AttributeSeen } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { memoized } from '../../memoized.ts'
import { decoratorsIn } from '../../observations/decorators.ts'
import { isForMac } from '../../observations/live-calls.ts'
import { typeInScope } from '../../devices/in-scope/advice.ts'
import { recordedCall } from '../../torch/equivalent.ts'
import { torchIsBefore } from '../../torch/torch-version.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { certaintyOf, seen } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import { fixes, messages, METAL_OR_CUDA, sources } from './prose.ts'

/** `torch.cuda.amp.autocast` that is handed on to be called elsewhere: `return torch.cuda.amp.autocast if amp else suppress`. */
export function ofHandedOn(context: AuditContext): Draft[] {
  const fact = recordedCall(context, 'torch.cuda.amp.autocast')
  return seen(context, 'attribute', 'torch.cuda.amp.autocast')
    .filter(isForMac)
    .filter((named) => isHandedOn(named, context) && reachOfModule(named.module) !== 'test')
    .map((named) => ({
      effect: 'degrades',
      certainty: certaintyOf(named, 'possible'),
      message: messages.cudaIfOn,
      subject: { kind: 'call', name: 'torch.cuda.amp.autocast' },
      sites: [useSite(named)],
      sources: [...(fact?.sources ?? []), ...sources],
      fix: { kind: 'manual', effort: 'minutes', summary: fixOf(named, context) },
      group: 'handed on',
    }))
}

function fixOf(named: AttributeSeen, context: AuditContext): string {
  return torchIsBefore(context, '2.5') ? fixes.tooOld : fixes.handedOn(typeInScope(context, named) ?? METAL_OR_CUDA)
}

/** Whether the name stands by itself, as what is returned, set or chosen; neither compared nor decorating. */
function isHandedOn({ node }: AttributeSeen, context: AuditContext): boolean {
  return node.kind === 'attribute' && !decoratorsIn(context).has(node) && !compared(context).has(node)
}

const compared = memoized(
  (context: AuditContext): ReadonlySet<Expression> =>
    new Set(seen(context, 'comparison').flatMap(({ node }) => [node.left, ...node.rest.map(({ right }) => right)])),
)
