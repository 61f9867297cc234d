import type { CallSeen, DecisionSeen, Observation } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { unparse } from '../../../trace/unparse.ts'
import { optionsAskedFor } from '../../devices/options-for-cuda.ts'
import { groupBy } from '../../group-by.ts'
import { memoized } from '../../memoized.ts'
import { seen } from '../../observations/seen.ts'
import { declarationSite, guardSite, type SiteInRole } from '../../observations/sites.ts'
import type { AuditContext } from '../../rule.ts'

/**
 * The flag that lets something be put on CUDA, the option or parameter by which it is set, and what else the function asks it
 * for: `if use_cuda: model.cuda()` and later `if use_cuda: model.cpu()`.
 */
export function flagAround(call: CallSeen, context: AuditContext): readonly SiteInRole[] {
  const flag = call.guards.findLast(({ side, value, basis, test }) => side && value !== false && isFlag(test, basis))
  if (!flag) return []
  const others = asked(context).get(keyOf(call, flag.test)) ?? []
  return [
    guardSite(flag.place, flag.test),
    ...others.map((decision) => guardSite(decision, decision.test)),
    ...defaultOf(call, flag.test, context),
    ...optionsAskedFor(flag.test, call.module, context),
  ]
}

function isFlag(test: Expression, basis: readonly unknown[]): boolean {
  return basis.length === 0 && (test.kind === 'name' || test.kind === 'attribute') && /cuda/i.test(unparse(test))
}

/** The tests of flags by the function that they stand in. */
const asked = memoized((context: AuditContext): ReadonlyMap<string, readonly DecisionSeen[]> => {
  const plain = seen(context, 'decision').filter(({ node, test, basis }) => node.kind === 'if' && isFlag(test, basis))
  return groupBy(plain, (decision) => keyOf(decision, decision.test))
})

function keyOf({ module, function: around }: Observation, test: Expression): string {
  return `${module.path}\0${around?.at ?? -1}\0${unparse(test)}`
}

/** `def paint(use_cuda=True)`: who says nothing asks for CUDA. */
function defaultOf(
  { module, function: around }: CallSeen,
  test: Expression,
  context: AuditContext,
): readonly SiteInRole[] {
  if (test.kind !== 'name' || !around) return []
  return (defaults(context).get(`${module.path}\0${test.id}`) ?? [])
    .filter(({ node }) => node.at >= around.at && node.end <= around.end)
    .map((own) => declarationSite(own, own.node))
}

const defaults = memoized((context: AuditContext) =>
  groupBy(seen(context, 'default'), ({ module, name }) => `${module.path}\0${name}`),
)
