import type { CallSeen, DecisionSeen, Guard } from '../../../trace/observation.ts'
import { indentationAt, lineEndBehind } from '../../../trace/site.ts'
import { askedBesideCuda } from '../../devices/asked-beside-cuda.ts'
import { insertAt } from '../../finding/edit-at.ts'
import type { Edits } from '../../finding/fix-by.ts'
import { seen } from '../../observations/seen.ts'
import type { AuditContext } from '../../rule.ts'
import { metalTestAt } from '../../torch/metal-test.ts'
import { callsWithTwin, hasTwin, torchHasTwins } from '../../torch/metal-twin.ts'
import { publicName } from '../../torch/equivalent.ts'
import { why } from './prose.ts'

/**
 * An `if` for Metal before that for CUDA, in which Metal's functions of the same names are called: nothing is put behind a
 * block, of which not every line is known.
 */
export function beforeThatForCuda(call: CallSeen, guard: Guard, context: AuditContext): Edits {
  const decision = seen(context, 'decision').find(({ test }) => test === guard.test)
  if (!decision || !guard.side || !torchHasTwins(context)) return []
  const { node, module } = decision
  if (node.kind !== 'if' || decision.branch !== 0 || !hasTwin(call)) return []
  const beside = askedBesideCuda(decision, true, context)
  const test = metalTestAt(context, { ...decision, at: node.at })
  const indentation = indentationAt({ module, at: node.at })
  const [first] = node.branches[0]?.body ?? []
  const inner = first && indentationAt({ module, at: first.at })
  if (!beside || !test || indentation === undefined || inner === undefined) return []
  const names = new Set(
    twinsBehind(decision, context).map(({ name }) => publicName(name).replace('torch.cuda', `${test.torch}.mps`)),
  )
  const lines = [
    `if ${[test.code, ...beside].join(' and ')}:`,
    ...[...names].map((name) => `${inner}${name}()`),
    indentation,
  ]
  return [insertAt(decision, node.at, lines.join(lineEndBehind({ module, at: node.at })), { safety: test.safety, why })]
}

/** What is called behind a test that Metal has too. */
function twinsBehind({ test }: DecisionSeen, context: AuditContext): readonly CallSeen[] {
  return callsWithTwin(context).filter(({ guards }) => guards.some((guard) => guard.test === test && guard.side))
}
