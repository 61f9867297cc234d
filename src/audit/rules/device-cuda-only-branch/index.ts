import type { CallSeen, ComparisonSeen, DecisionSeen } from '../../../trace/observation.ts'
import type { Expression, If } from '../../../trace/syntax.ts'
import { chosenBy } from '../../../trace/device-name.ts'
import { deviceName } from '../../../trace/value.ts'
import { cudaBranches } from '../../devices/cuda-branches.ts'
import { type Handed, keepingOf } from '../../devices/kept-comparisons.ts'
import { returnsCpu } from '../../devices/falls-back.ts'
import { type Missed, missedWithout } from './lacking.ts'
import { leavesOut } from './leaves-out.ts'
import { memoized } from '../../memoized.ts'
import { metalAwareness } from '../../devices/metal-awareness.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, seen } from '../../observations/seen.ts'
import { argumentSite, declarationSite, guardSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import { leftBesideTensors } from './of-tensors.ts'
import { fixes, messages, sources, sourcesOfNames, title } from './prose.ts'

/** `if device.type == 'cuda': ... else: ...` in code that nowhere thinks of Metal. */
export const rule = {
  code: 'device/cuda-only-branch',
  title,
  words: { strong: ['cuda', 'CUDA', 'mps', 'MPS'], weak: ['device', 'cpu', 'dev'] },
  find(context) {
    const aware = metalAwareness(context)
    const tests = seen(context, 'decision').filter(({ basis }) => basis.length > 0)
    const chains = new Map(tests.flatMap(chainOf))
    const refused = new Set(tests.flatMap(refusedOf))
    const compared = cudaBranches(context).map(({ comparison, kept, handed }) =>
      draftOf(comparison, chains.get(comparison.node) ?? [], refused.has(comparison.node), context, [
        ...(kept.length + handed.length > 0 ? [flagSite(comparison, handed, context)] : []),
        ...kept.map((decision) => guardSite(decision, decision.test)),
        ...movesBehind(new Set(kept.map(({ test }) => test)), context),
      ]),
    )
    const skipped = tests.filter(
      (decision) => leavesOut(decision, context) && !aware(decision) && !returnsCpu(decision),
    )
    const beside = tests
      .filter((decision) => !aware(decision))
      .flatMap((decision) => leftBesideTensors(decision, context))
    const lacking = tests.flatMap((decision) => ofMissed(decision, missedWithout(decision, context)))
    return [...compared, ...skipped.map(ofSkipped), ...beside, ...lacking]
  },
} satisfies Rule

/** Where the flag is set, or the argument that is the comparison itself. */
function flagSite(comparison: ComparisonSeen, [handed]: readonly Handed[], context: AuditContext): SiteInRole {
  const { module, node } = comparison
  const keeping = keepingOf(comparison, context)
  if (keeping) return declarationSite({ module }, keeping.node)
  return handed ? argumentSite(handed.call, handed.argument) : guardSite(comparison, node)
}

/** What is moved to CUDA behind tests, and on Metal is not moved at all. */
function movesBehind(tests: ReadonlySet<Expression>, context: AuditContext): readonly SiteInRole[] {
  return [...tests].flatMap((test) => movesByTest(context).get(test) ?? []).map(useSite)
}

const movesByTest = memoized((context: AuditContext) => {
  const found = new Map<Expression, CallSeen[]>()
  for (const call of seen(context, 'call', '.cuda'))
    for (const { test } of call.guards) found.set(test, [...(found.get(test) ?? []), call])
  return found
})

function draftOf(
  comparison: ComparisonSeen,
  others: readonly Expression[],
  isRefused: boolean,
  context: AuditContext,
  behind: readonly SiteInRole[],
): Draft {
  return {
    effect: 'degrades',
    // Where Metal was chosen for the device that is compared, its way past the test may be meant.
    certainty: isRefused || !isOfChosenMetal(comparison) ? certaintyOf(comparison, 'likely') : 'possible',
    message: isRefused ? messages.refused : others.length > 0 ? messages.chain : messages.cuda,
    subject: { kind: 'device', value: 'cuda' },
    sites:
      behind.length > 0
        ? behind
        : [
            ...[comparison.node, ...others].map((test) => guardSite(comparison, test)),
            ...movesBehind(new Set([comparison.node]), context),
          ],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fixes.decide },
    group: `${isRefused ? 'refused:' : ''}${comparison.function?.name ?? '<module>'}`,
  }
}

function isOfChosenMetal({ left, right }: ComparisonSeen): boolean {
  return [left, right].some((side) => deviceName(side) === 'mps' && chosenBy(side) === 'machine')
}

function ofSkipped(decision: DecisionSeen): Draft {
  return {
    effect: 'degrades',
    certainty: 'possible',
    message: messages.skipped,
    subject: { kind: 'device', value: 'cuda' },
    sites: [guardSite(decision, decision.test)],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fixes.decide },
    group: `skipped:${decision.function?.name ?? '<module>'}`,
  }
}

function ofMissed(decision: DecisionSeen, missed: readonly Missed[]): readonly Draft[] {
  const [first] = missed
  if (!first) return []
  const draft: Draft = {
    effect: 'blocks',
    certainty: certaintyOf(first.call, 'likely'),
    message: messages.missed(missed.map(({ name }) => name)),
    subject: { kind: 'device', value: 'cuda' },
    sites: [guardSite(decision, decision.test)],
    causes: missed.map(({ call }) => useSite(call)),
    sources: sourcesOfNames,
    fix: { kind: 'manual', effort: 'minutes', summary: fixes.set },
    group: `missed:${first.name}`,
  }
  return [draft]
}

/** In a chain of `if device == 'cuda' ... elif device == 'cpu'`, the other tests too would have to change. */
function chainOf({ node, test, branch }: DecisionSeen): [Expression, readonly Expression[]][] {
  if (node.kind !== 'if' || branch !== 0 || node.branches.length < 2) return []
  return [[test, othersThatAskForDevices(node, test)]]
}

/** Tests of a chain that ends in `else: raise ValueError(device)`, of `if device not in ('cpu', 'cuda'): raise`, or of an assertion. */
function refusedOf({ node }: DecisionSeen): readonly Expression[] {
  if (node.kind === 'assert') return [node.test]
  if (node.kind !== 'if') return []
  const otherwise = node.otherwise?.at(-1)?.kind === 'raise' ? node.branches.map(({ test }) => test) : []
  const [first, ...others] = node.branches
  const isDenied = others.length === 0 && first?.body.at(-1)?.kind === 'raise'
  return isDenied ? [...otherwise, ...partsOf(first.test)] : otherwise
}

function othersThatAskForDevices(node: If, first: Expression): Expression[] {
  return node.branches
    .map(({ test }) => test)
    .filter((test) => test !== first && test.kind === 'comparison')
    .filter(
      (test) =>
        test.kind === 'comparison' && test.rest.some(({ right }) => right.kind === 'string' && right.value === 'cpu'),
    )
}

/** What a test asks for together: `'cpu' not in device and 'cuda' not in device`; not where the machine is asked as well. */
function partsOf(test: Expression): readonly Expression[] {
  if (test.kind === 'boolean') return test.operator === 'and' ? [...partsOf(test.left), ...partsOf(test.right)] : []
  const [only] = test.kind === 'comparison' ? test.rest : []
  return only && /^(?:not in|!=)$/.test(only.operator) ? [test] : []
}
