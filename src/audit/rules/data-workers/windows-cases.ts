import type { DecisionSeen } from '../../../trace/observation.ts'
import { unparse, unparseStatement } from '../../../trace/unparse.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { isLive, seen } from '../../observations/seen.ts'
import { guardSite } from '../../observations/sites.ts'
import { fixes, messages, sources } from './prose.ts'

/** Tests for Windows by which workers are set up in another way there: macOS starts processes as Windows does. */
export function windowsCases(context: AuditContext): readonly Draft[] {
  return seen(context, 'decision')
    .filter(
      (decision) =>
        isLive(decision) && decision.value === false && asksForWindows(decision) && isAboutWorkers(decision, context),
    )
    .map((decision) => ({
      effect: 'degrades',
      certainty: 'possible',
      message: messages.windows,
      subject: { kind: 'other', name: 'worker processes' },
      sites: [guardSite(decision, decision.test)],
      sources: sources.spawn,
      fix: { kind: 'manual', effort: 'minutes', summary: fixes.windows },
      group: 'windows',
    }))
}

/** What is asked may stand in a function that the test calls. */
function asksForWindows({ basis, test }: DecisionSeen): boolean {
  const asksForSystem = basis.some(
    ({ fact, name }) => fact === 'platform' && /^(sys\.platform|os\.name|platform\.(system|uname))/.test(name),
  )
  return asksForSystem && /win|'nt'/i.test(unparse(test).replace(/darwin/gi, ''))
}

function isAboutWorkers(decision: DecisionSeen, context: AuditContext): boolean {
  const { node, branch } = decision
  if (node.kind === 'if') return node.branches[branch]?.body.some((own) => WORKERS.test(unparseStatement(own))) ?? false
  return node.kind === 'conditional' && givesWorkers(node, context)
}

/** Whether a value is assigned to a name of workers, or given to a call under one. */
function givesWorkers(node: DecisionSeen['node'], context: AuditContext): boolean {
  return (
    seen(context, 'assignment', WORKERS).some((own) => own.node.value === node) ||
    seen(context, 'call', { given: WORKERS }).some(({ keywords }) =>
      [...keywords].some(([name, { argument }]) => argument.value === node && WORKERS.test(name)),
    )
  )
}

const WORKERS = /\b(num_workers|persistent_workers|n_workers|set_start_method|start_method)\b/
