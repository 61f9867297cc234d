import type { DecisionSeen } from '../../../evaluate/observation.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { isLive, seen, siteOf } from '../../observations/seen.ts'
import { fixes, messages, sources } from './prose.ts'

/** Tests for Windows by which workers are set up in another way there: macOS starts processes as Windows does. */
export function windowsCases(context: AuditContext): readonly Draft[] {
  return seen(context, 'decision')
    .filter(
      (decision) =>
        isLive(decision) && decision.value === false && asksForWindows(decision) && isAboutWorkers(decision),
    )
    .map((decision) => ({
      effect: 'degrades',
      certainty: 'possible',
      message: messages.windows,
      sites: [siteOf(decision, decision.test)],
      sources: sources.spawn,
      fix: { kind: 'manual', effort: 'minutes', summary: fixes.windows },
      group: 'windows',
    }))
}

/** What is asked may stand in a function that the test calls. */
function asksForWindows({ basis, test, module }: DecisionSeen): boolean {
  const asksForSystem = basis.some(
    ({ fact, name }) => fact === 'platform' && /^(sys\.platform|os\.name|platform\.(system|uname))/.test(name),
  )
  return asksForSystem && /win|['"]nt['"]/i.test(module.file.text.slice(test.at, test.end).replace(/darwin/gi, ''))
}

function isAboutWorkers({ node, branch, module }: DecisionSeen): boolean {
  if (node.kind === 'if') {
    const taken = node.branches[branch]
    const last = taken?.body.at(-1)
    return taken !== undefined && last !== undefined && WORKERS.test(module.file.text.slice(taken.test.end, last.end))
  }
  return node.kind === 'conditional' && WORKERS.test(lineAround(module.file.text, node.at, node.end))
}

const WORKERS = /\b(num_workers|persistent_workers|n_workers|set_start_method|start_method)\b/

/** The code from the start of its line, where the name that gets a value stands. */
function lineAround(text: string, at: number, end: number): string {
  return text.slice(text.lastIndexOf('\n', at) + 1, end)
}
