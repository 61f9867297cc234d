import type { DecisionSeen } from '../../../trace/observation.ts'
import { siteOfPlace } from '../../../trace/site.ts'
import { deviceName, options, type Value } from '../../../trace/value.ts'
import { givesDevice } from '../../devices/gives-device.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { decisionSite } from '../../observations/sites.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { fix, message, sources, title } from './prose.ts'

/** `'mps' if torch.backends.mps.is_available() else 'cpu'`, and the same as a statement, where nothing asks for CUDA. */
export const rule = {
  code: 'metal/ignores-cuda-gpu',
  title,
  platform: 'cuda',
  words: { strong: ['mps', 'MPS'], called: ['device'], weak: ['device', 'cpu'] },
  find: (context) =>
    seen(context, 'decision')
      .filter((decision) => isLive(decision) && asksForMetalAlone(decision) && !asksForCuda(decision, context))
      .filter(goesOnWithoutMetal)
      .map(draftOf),
} satisfies Rule

function asksForMetalAlone({ basis, value }: DecisionSeen): boolean {
  return value !== undefined && basis.some(({ fact }) => fact === 'mps') && basis.every(({ fact }) => fact !== 'cuda')
}

/** Whether the function that decides, or the module's own code, asks for CUDA as well, before or after. */
function asksForCuda({ module, function: around }: DecisionSeen, context: AuditContext): boolean {
  return seen(context, 'decision').some(
    (other) => other.module === module && other.function === around && other.basis.some(({ fact }) => fact === 'cuda'),
  )
}

/** Whether Metal is what is passed over, and the CPU what is taken. */
function goesOnWithoutMetal({ node, branch, value, chosen, rejected }: DecisionSeen): boolean {
  if (chosen && rejected) return names(rejected, 'mps') && names(chosen, 'cpu')
  if (node.kind !== 'if' || value !== false) return false
  const passedOver = node.branches[branch]?.body ?? []
  return (
    passedOver.some((statement) => givesDevice(statement, 'mps')) &&
    (node.otherwise ?? []).some((other) => givesDevice(other, 'cpu'))
  )
}

function names(value: Value, device: string): boolean {
  return options(value).some((option) => deviceName(option) === device)
}

/** Names of programs that are there for Macs, beside others: `example_for_mac.py`. */
const FOR_MACS = /(?:^|[/_.-])(?:mac(?:s|os|book)?|apple|mps|metal|mlx)(?:[_.-][^/]*)?$/i

function draftOf(decision: DecisionSeen): Draft {
  const isTest = reachOfModule(decision.module) === 'test'
  return {
    effect: 'ignores-gpu',
    certainty: certaintyOf(decision, isTest ? 'possible' : 'certain'),
    message,
    subject: { kind: 'device', value: 'mps' },
    sites: [decisionSite(decision)],
    causes: decision.basis.filter(({ fact }) => fact === 'mps').map(({ place }) => siteOfPlace(place)),
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fix },
    ...(FOR_MACS.test(decision.module.path) ? { reach: 'optional' as const } : {}),
  }
}
