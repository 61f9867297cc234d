import type { DecisionSeen } from '../../../trace/observation.ts'
import type { Basis } from '../../../trace/place.ts'
import type { Expression, Statement } from '../../../trace/syntax.ts'
import { unparse } from '../../../trace/unparse.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import { decisionSite, guardSite } from '../../observations/sites.ts'
import { seen } from '../../observations/seen.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { fix, messages, sources } from './prose.ts'

/**
 * Where Metal is among the choices and never taken, since what comes before it asks for CUDA: a flag for the GPU that is
 * switched off for want of CUDA, or an early way out.
 */
export function metalNeverAsked(context: AuditContext): Draft[] {
  return seen(context, 'decision').flatMap((decision) => {
    const { function: around, module } = decision
    if (!takesMetal(decision) || around?.reachability === 'never' || reachOfModule(module) === 'test') return []
    const keeping = keptBy(decision)
    return keeping.length > 0 ? [draft(decision, keeping)] : []
  })
}

function draft(decision: DecisionSeen, keeping: readonly Basis[]): Draft {
  return {
    effect: 'ignores-gpu',
    certainty: 'likely',
    message: messages.neverAsked,
    subject: { kind: 'device', value: 'cuda' },
    sites: keeping.map(({ place }) => guardSite(place, place)),
    causes: [decisionSite(decision)],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fix },
  }
}

/** What of the machine keeps a decision from coming out for Metal, where that is CUDA alone. */
function keptBy({ live, guards, value, basis, module, test }: DecisionSeen): readonly Basis[] {
  if (live !== 'no' && value !== false) return []
  // A Mac says yes where Metal is asked for, so what the test says no for is the rest of it.
  const others = basis.filter(
    ({ fact, place }) => fact !== 'mps' || place.module !== module || place.at < test.at || place.end > test.end,
  )
  const found = live === 'no' ? (guards.find((guard) => guard.value === !guard.side)?.basis ?? []) : others
  return found.every(({ fact }) => fact === 'cuda') ? found : []
}

/** Whether a decision asks for Metal, and picks it where it is there. */
function takesMetal({ node, test, branch }: DecisionSeen): boolean {
  if (!ASKS.test(unparse(test)) || DENIES.test(unparse(test))) return false
  if (node.kind === 'conditional') return namesMetal(node.then)
  const body = node.kind === 'if' ? (node.branches[branch]?.body ?? []) : []
  return body.some((statement) => namesMetal(valueOf(statement)))
}

const ASKS = /\bmps\.is_(?:available|built)\(\)|\bmps_(?:is_)?available\b|\bhas_mps\b|\bHAS_MPS\b/
const DENIES = /\bnot [\w.]*(?:mps|MPS)/

function valueOf(statement: Statement): Expression | undefined {
  return statement.kind === 'return' || statement.kind === 'assignment' ? statement.value : undefined
}

/** `"mps"`, also within `torch.device(...)`. */
function namesMetal(node: Expression | undefined): boolean {
  if (node?.kind === 'call') return node.arguments.some(({ value }) => namesMetal(value))
  return node?.kind === 'string' && /^mps(?::\d)?$/.test(node.value)
}
