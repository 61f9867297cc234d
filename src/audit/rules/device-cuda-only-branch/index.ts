import type { ComparisonSeen, DecisionSeen } from '../../../trace/observation.ts'
import type { Value } from '../../../trace/value.ts'
import { unparse } from '../../../trace/unparse.ts'
import type { Expression, If, Statement } from '../../../trace/syntax.ts'
import { groupBy } from '../../group-by.ts'
import { setToCpu } from '../../devices/falls-back.ts'
import { leavesOut } from './leaves-out.ts'
import { metalAwareness } from '../../devices/metal-awareness.ts'
import { reachOfPath } from '../../reachability/reach.ts'
import type { Draft, Rule } from '../../rule.ts'
import { speaksOfSeveral } from '../../reachability/several-processes.ts'
import { certaintyOf, isLive, seen, siteOf } from '../../observations/seen.ts'
import { fix, messages, sources, title } from './prose.ts'

/** `if device.type == 'cuda': ... else: ...` in code that nowhere thinks of Metal. */
export const rule = {
  code: 'device/cuda-only-branch',
  title,
  find(context) {
    const aware = metalAwareness(context)
    const tests = seen(context, 'decision').filter(({ basis }) => basis.length > 0)
    const told = tests.filter((decision) => onlyCallsCuda(decision) || setToCpu(decision).length > 0)
    const trivial = new Set(told.map(({ test }) => test))
    const branches = groupBy(tests.filter(isBranch), ({ module }) => module)
    const chains = new Map(tests.flatMap(chainOf))
    const refused = new Set(tests.flatMap(refusedOf))
    const skipped = tests.filter((decision) => leavesOut(decision, context) && !aware(decision))
    const compared = seen(context, 'comparison')
      .filter((comparison) => isLive(comparison) && asksForCuda(comparison))
      .filter((comparison) => !aware(comparison) && !isWithin(comparison, trivial))
      .filter((comparison) =>
        branches.get(comparison.module)?.some((test) => isWithinTest(comparison, test) && !isAboutSeveral(test)),
      )
      .filter(({ module }) => reachOfPath(module.path) !== 'test')
      .map((comparison) => draftOf(comparison, chains.get(comparison.node) ?? [], refused.has(comparison.node)))
    return [...compared, ...skipped.map(ofSkipped)]
  },
} satisfies Rule

/** An assertion has no other branch; and what is chosen where NCCL is not is right for Metal too. */
function isBranch({ node }: DecisionSeen): boolean {
  if (node.kind === 'conditional') return node.then.kind !== 'string' || node.then.value !== 'nccl'
  return node.kind !== 'assert'
}

/** `if device == "cuda" and torch.cuda.device_count() > 1`, or with a rank: what is done among several GPUs. */
function isAboutSeveral({ test }: DecisionSeen): boolean {
  return speaksOfSeveral(unparse(test))
}

/** A comparison that is handed on as a value decides nothing here. */
function isWithinTest({ node }: ComparisonSeen, { test }: DecisionSeen): boolean {
  return test.at <= node.at && node.end <= test.end
}

function draftOf(comparison: ComparisonSeen, others: readonly Expression[], isRefused: boolean): Draft {
  return {
    effect: 'degrades',
    certainty: certaintyOf(comparison, 'likely'),
    message: isRefused ? messages.refused : others.length > 0 ? messages.chain : messages.cuda,
    sites: [siteOf(comparison), ...others.map((other) => siteOf(comparison, other))],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fix },
    group: comparison.function?.name ?? '<module>',
  }
}

function ofSkipped(decision: DecisionSeen): Draft {
  return {
    effect: 'degrades',
    certainty: 'possible',
    message: messages.skipped,
    sites: [siteOf(decision, decision.test)],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fix },
    group: `skipped:${decision.function?.name ?? '<module>'}`,
  }
}

/** CUDA as a device, not as a part of another name: Transformers calls its mixed precision `cuda_amp`, on Metal too. */
const CUDA_DEVICE = /^cuda(?:$|\W)/

/** A comparison of something with the text `cuda`, not of two values that happen to hold it. */
function asksForCuda({ left, right, node }: ComparisonSeen): boolean {
  const literals = [node.left, ...node.rest.map((part) => part.right)].flatMap((side) =>
    side.kind === 'string'
      ? [side.value]
      : side.kind === 'sequence'
        ? side.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
        : [],
  )
  return (
    literals.some((text) => CUDA_DEVICE.test(text)) && !literals.includes('mps') && !(isText(left) && isText(right))
  )
}

function isText(value: Value): boolean {
  return value.kind === 'constant' && !value.basis && !value.origin
}

function isWithin({ node }: ComparisonSeen, tests: ReadonlySet<Expression>): boolean {
  for (const test of tests)
    if (test === node || (test.at <= node.at && node.end <= test.end && test.kind !== 'name')) return true
  return false
}

/** An `if` that does nothing but call torch.cuda, or show what that says; what those calls do is told by the rules about them. */
function onlyCallsCuda({ node, branch }: DecisionSeen): boolean {
  if (node.kind === 'conditional') return unparse(node.then).startsWith('torch.cuda.')
  if (node.kind !== 'if' || node.otherwise) return false
  const body = node.branches[branch]?.body ?? []
  return body.length > 0 && body.every(callsCuda)
}

/** `torch.cuda.synchronize()`, or `print(torch.cuda.memory_allocated())`. */
function callsCuda(statement: Statement): boolean {
  if (statement.kind !== 'expression' || statement.value.kind !== 'call') return false
  return unparse(statement.value).includes('torch.cuda.')
}

/** In a chain of `if device == 'cuda' ... elif device == 'cpu'`, the other tests too would have to change. */
function chainOf({ node, test, branch }: DecisionSeen): [Expression, readonly Expression[]][] {
  if (node.kind !== 'if' || branch !== 0 || node.branches.length < 2) return []
  return [[test, othersThatAskForDevices(node, test)]]
}

/** Tests of a chain that ends in `else: raise ValueError(device)`. */
function refusedOf({ node }: DecisionSeen): readonly Expression[] {
  if (node.kind !== 'if' || node.otherwise?.at(-1)?.kind !== 'raise') return []
  return node.branches.map(({ test }) => test)
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
