import type { CallSeen, DecisionSeen, Lacking } from '../../../trace/observation.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { groupBy } from '../../group-by.ts'
import { memoized } from '../../memoized.ts'
import { isLive } from '../../observations/seen.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext } from '../../rule.ts'

/** A name that only machines with CUDA set, and a call on a Mac's way that needs it. */
export interface Missed {
  readonly name: string
  readonly call: CallSeen
}

/** What is missed of all that a test for CUDA alone lets be set: `if torch.cuda.is_available(): model = load()`. */
export function missedWithout(decision: DecisionSeen, context: AuditContext): readonly Missed[] {
  const { lacking = [], basis, module } = decision
  if (lacking.length === 0 || !isLive(decision) || reachOfModule(module) === 'test') return []
  if (!basis.every(({ fact }) => fact === 'cuda')) return []
  return lacking.flatMap((own) => {
    const call = callWith(own, decision, context)
    return call ? [{ name: own.name, call }] : []
  })
}

/** The first call that asks for a name, unless the code is ready for its absence. */
function callWith({ uses }: Lacking, { module }: DecisionSeen, context: AuditContext): CallSeen | undefined {
  return callsOf(context)
    .get(module)
    ?.filter(({ node }) => uses.some(({ at }) => at >= node.at && at < node.end))
    .toSorted((a, b) => a.node.at - b.node.at)
    .find((call) => isLive(call) && !isCaught(call, 'NameError'))
}

const callsOf = memoized((context: AuditContext) => groupBy(context.index.byKind.call, ({ module }) => module))
