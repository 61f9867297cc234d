/** CUDA's name where a choice after it takes it back for want of CUDA. */
import type { AssignmentSeen, DecisionSeen } from '../../trace/observation.ts'
import type { Place } from '../../trace/place.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import { originsOf } from '../observations/written-sites.ts'
import type { AuditContext } from '../rule.ts'
import { mayBeCuda } from './calls-naming-cuda.ts'
import { returnsCpu, setToCpu } from './falls-back.ts'

/** `device = "cuda"` before `if not torch.cuda.is_available(): device = "cpu"`, or before that one gives the CPU back. */
export function takenBack(decision: DecisionSeen, context: AuditContext): readonly AssignmentSeen[] {
  const names = setToCpu(decision)
  const isAny = returnsCpu(decision) && decision.function !== undefined
  if (names.length === 0 && !isAny) return []
  return (namingCuda(context).get(decision.module) ?? []).filter(
    ({ node, target, function: around }) =>
      around === decision.function &&
      node.end <= decision.node.at &&
      (isAny || names.includes(target.slice(target.lastIndexOf('.') + 1))),
  )
}

/** The assignments of CUDA's name, written in them. */
const namingCuda = memoized((context: AuditContext) =>
  groupBy(
    seen(context, 'assignment').filter((given) => mayBeCuda(given.value) && originsOf(given.value).some(isIn(given))),
    ({ module }) => module,
  ),
)

function isIn({ module, node }: AssignmentSeen): (place: Place) => boolean {
  return (place) => place.module === module && place.at >= node.at && place.end <= node.end
}

/** The same of all choices of a project. */
export const allTakenBack = memoized(
  (context: AuditContext): ReadonlySet<AssignmentSeen> =>
    new Set(seen(context, 'decision').flatMap((decision) => takenBack(decision, context))),
)
