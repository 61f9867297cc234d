import type { DecisionSeen } from '../../evaluate/observation.ts'
import { type Basis, deviceName, options, type Value } from '../../evaluate/value.ts'
import { setToCpu } from '../falls-back.ts'
import { metalAwareness } from '../metal-awareness.ts'
import type { Span } from '../../project/python/tree.ts'
import type { Draft, Rule } from '../rule.ts'
import { certaintyOf, isLive, seen, siteOf, siteOfPlace } from '../seen.ts'
import { picksCuda } from './picks-cuda.ts'
import { fix, message, sources, title } from './prose.ts'

/** `'cuda' if torch.cuda.is_available() else 'cpu'`, and the same as a statement, where nothing asks for Metal. */
export const rule = {
  code: 'device/ignores-metal-gpu',
  title,
  find(context) {
    const aware = metalAwareness(context)
    const decisions = seen(context, 'decision').filter(isLive)
    return decisions.filter((decision) => decision.node.kind !== 'if' || !aware(decision)).flatMap(draftsOf)
  },
} satisfies Rule

function draftsOf(decision: DecisionSeen): Draft[] {
  const cuda = decision.basis.filter(({ fact }) => fact === 'cuda')
  if (cuda.length === 0 || decision.basis.some(({ fact }) => fact === 'mps')) return []
  const span = decidedSpan(decision)
  if (!span) return []
  return [
    {
      effect: 'ignores-gpu',
      certainty: certaintyOf(decision),
      message: message(fallsBack(decision) ? 'cpu' : chosenDevice(decision.chosen)),
      sites: [siteOf(decision, span)],
      causes: causesOf(cuda),
      sources,
      fix: { kind: 'automatic', effort: 'minutes', summary: fix },
    },
  ]
}

/** `if not torch.cuda.is_available(): device = "cpu"`, where something names another device before. */
function fallsBack(decision: DecisionSeen): boolean {
  return setToCpu(decision).length > 0 && decision.node.kind === 'if' && decision.node.otherwise === undefined
}

/** The code of the choice: the whole conditional expression, or the test of an `if`; undefined when no device is chosen. */
function decidedSpan(decision: DecisionSeen): Span | undefined {
  const { node, test, branch, value, chosen, rejected } = decision
  if (fallsBack(decision)) return test
  if (chosen && rejected) return names(rejected, 'cuda') && !names(chosen, 'mps') ? node : undefined
  if (node.kind !== 'if' || value === undefined) return undefined
  const skipped = value ? node.otherwise : node.branches[branch]?.body
  const others = node.branches.slice(branch + 1)
  return skipped && picksCuda(skipped) && others.every(({ body }) => !picksCuda(body)) ? test : undefined
}

function chosenDevice(chosen: Value | undefined): string | undefined {
  return chosen
    ? options(chosen)
        .map(deviceName)
        .find((name) => name !== undefined)
    : undefined
}

function names(value: Value, device: string): boolean {
  return options(value).some((option) => deviceName(option) === device)
}

function causesOf(basis: readonly Basis[]): Draft['sites'] {
  return basis.map(({ place }) => siteOfPlace(place))
}
