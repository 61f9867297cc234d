import type { CallSeen, DecisionSeen } from '../../../trace/observation.ts'
import type { Expression, Statement } from '../../../trace/syntax.ts'
import { unparse } from '../../../trace/unparse.ts'
import { mayBeCuda } from '../../devices/calls-naming-cuda.ts'
import { putsOnMetal } from '../../devices/puts-on-metal.ts'
import { groupBy } from '../../group-by.ts'
import { memoized } from '../../memoized.ts'
import { certaintyOf, mayRun, seen } from '../../observations/seen.ts'
import { declarationSite, guardSite, useSite } from '../../observations/sites.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { fixes, messages, sources } from './prose.ts'

/**
 * What is brought to the device of a tensor only where that is CUDA: `if x.is_cuda: mask = mask.cuda()`. Beside a tensor on
 * Metal it stays on the CPU, and PyTorch does not compute with both.
 */
export function leftBesideTensors(decision: DecisionSeen, context: AuditContext): readonly Draft[] {
  const { basis, module, test, rejected } = decision
  if (!basis.some(({ name }) => name === 'is_cuda') || !basis.every(({ fact }) => fact === 'device')) return []
  if (!mayRun(decision) || reachOfModule(module) === 'test') return []
  const moves = movesByTest(context).get(test) ?? []
  const named = namedBehind(decision)
  if (moves.length === 0 && named.length === 0 && !(rejected && mayBeCuda(rejected))) return []
  return [
    {
      // Where nothing is on Metal yet, all of it is on the CPU.
      effect: putsOnMetal(context) ? 'blocks' : 'degrades',
      certainty: certaintyOf(decision, 'likely'),
      message: messages.leftBeside,
      subject: { kind: 'device', value: 'cuda' },
      sites: [
        guardSite(decision, test),
        ...moves.map(useSite),
        ...named.map((statement) => declarationSite(decision, statement)),
      ],
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fixes.likeTensor(tensorIn(test)) },
      group: `tensors:${decision.function?.name ?? '<module>'}`,
    },
  ]
}

/** The tensor that a test asks whether it is on CUDA: `x` of `x.is_cuda`. */
function tensorIn(test: Expression): string {
  return /([\w.[\]]{1,60})\.is_cuda\b/.exec(unparse(test))?.[1] ?? 'x'
}

/** Where the device for what is made later is named behind the test: `if x.is_cuda: device = "cuda"`. */
function namedBehind({ node, branch }: DecisionSeen): readonly Statement[] {
  if (node.kind !== 'if') return []
  const body = node.branches[branch]?.body ?? []
  return body.filter((statement) => statement.kind === 'assignment' && statement.value && isCudaText(statement.value))
}

/** `"cuda"`, `torch.device("cuda:0")`. */
function isCudaText(node: Expression): boolean {
  const [only] = node.kind === 'call' && node.arguments.length === 1 ? node.arguments : []
  if (only) return isCudaText(only.value)
  return node.kind === 'string' && /^cuda(?::\d+)?$/.test(node.value)
}

/** The moves to CUDA, by each test that lets them happen. */
const movesByTest = memoized((context: AuditContext): ReadonlyMap<Expression, readonly CallSeen[]> => {
  const moves = seen(context, 'call', '.cuda', '.to').filter(
    ({ name, positional, keywords }) =>
      name === '.cuda' || [positional[0], keywords.get('device')].some((given) => given && mayBeCuda(given.value)),
  )
  const behind = moves.flatMap((call) =>
    call.guards.flatMap(({ test, value, side }) => (value === !side ? { test, call } : [])),
  )
  return new Map([...groupBy(behind, ({ test }) => test)].map(([test, all]) => [test, all.map(({ call }) => call)]))
})
