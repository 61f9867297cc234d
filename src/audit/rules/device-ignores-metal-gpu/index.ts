import type { DecisionSeen } from '../../../evaluate/observation.ts'
import { type Basis, deviceName, options, type Value } from '../../../evaluate/value.ts'
import { returnsCpu, setToCpu } from '../../devices/falls-back.ts'
import { metalAwareness } from '../../devices/metal-awareness.ts'
import type { Expression, If, Span } from '../../../project/python/tree.ts'
import { fixBy } from '../../finding/fix-by.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { speaksOfSeveral } from '../../reachability/several-processes.ts'
import { certaintyOf, isLive, seen, siteOf, siteOfPlace } from '../../observations/seen.ts'
import { metalBeforeCpu } from './edits.ts'
import { picksCuda } from './picks-cuda.ts'
import { choicesBySwitch } from './by-switch.ts'
import { movesForCuda } from './moves.ts'
import { fix, messages, sources, title } from './prose.ts'

/** `'cuda' if torch.cuda.is_available() else 'cpu'`, and the same as a statement, where nothing asks for Metal. */
export const rule = {
  code: 'device/ignores-metal-gpu',
  title,
  find(context) {
    const aware = metalAwareness(context)
    const decisions = seen(context, 'decision').filter(isLive)
    const returned = decisions.filter(returnsForMetal)
    const chosen = decisions
      .filter((decision) => decision.node.kind !== 'if' || !aware(decision))
      .filter((decision) => !returned.some((other) => isBefore(other, decision)))
      .flatMap((decision) => draftsOf(decision, context))
    return [...chosen, ...choicesBySwitch(context, aware), ...movesForCuda(context, aware)]
  },
} satisfies Rule

/** `if torch.backends.mps.is_available(): return torch.device("mps")`, whatever it is within: an old PyTorch does without. */
function returnsForMetal({ node, branch, basis, value }: DecisionSeen): boolean {
  if (node.kind !== 'if' || value === false || !basis.some(({ fact }) => fact === 'mps')) return false
  return node.branches[branch]?.body.at(-1)?.kind === 'return'
}

function isBefore(earlier: DecisionSeen, { function: around, node }: DecisionSeen): boolean {
  return around !== undefined && earlier.function === around && earlier.node.end <= node.at
}

function draftsOf(decision: DecisionSeen, context: AuditContext): Draft[] {
  const cuda = decision.basis.filter(({ fact }) => fact === 'cuda')
  if (cuda.length === 0 || decision.basis.some(({ fact }) => fact === 'mps')) return []
  const span = decidedSpan(decision)
  if (!span) return []
  const loads = isForLoading(decision)
  return [
    {
      effect: loads ? 'info' : 'ignores-gpu',
      certainty: speaksOfSeveral(testOf(decision)) ? 'possible' : certaintyOf(decision),
      message: loads ? messages.loads : messages.chosen(fallsBack(decision) ? 'cpu' : chosenDevice(decision.chosen)),
      sites: [siteOf(decision, span)],
      causes: causesOf(cuda),
      sources,
      fix: fixBy(loads ? [] : metalBeforeCpu(decision, context), { effort: 'minutes', summary: fix }),
    },
  ]
}

function testOf({ test, module }: DecisionSeen): string {
  return module.file.text.slice(test.at, test.end)
}

/** `torch.load(path, map_location="cuda" if torch.cuda.is_available() else "cpu")`: what computes is decided elsewhere. */
function isForLoading({ node, module: { file } }: DecisionSeen): boolean {
  return (
    node.kind === 'conditional' &&
    /\bmap_location\s{0,2}=\s{0,2}(?:torch\.device\()?$/.test(file.text.slice(0, node.at).slice(-40))
  )
}

/** `if not torch.cuda.is_available(): device = "cpu"`, where something names another device before or after. */
function fallsBack(decision: DecisionSeen): boolean {
  const { node } = decision
  return node.kind === 'if' && node.otherwise === undefined && (setToCpu(decision).length > 0 || returnsCpu(decision))
}

/** The code of the choice: the whole conditional expression, or the test of an `if`; undefined when no device is chosen. */
function decidedSpan(decision: DecisionSeen): Span | undefined {
  const { node, test, branch, value, chosen, rejected } = decision
  if (fallsBack(decision)) return test
  if (chosen && rejected) return names(rejected, 'cuda') && !names(chosen, 'mps') ? node : undefined
  if (node.kind !== 'if' || value === undefined) return undefined
  const others = node.branches.slice(branch + 1)
  if (value) return [...others.map(({ body }) => body), node.otherwise ?? []].some(picksCuda) ? test : undefined
  const skipped = node.branches[branch]?.body
  if (!node.otherwise && node.branches.length === 1 && isSpentWithin(node, decision)) return undefined
  return skipped && picksCuda(skipped) && others.every(({ body }) => !picksCuda(body)) ? test : undefined
}

/** Whether what a block sets is of no use after it, as when it warms up something for CUDA and goes on without. */
function isSpentWithin({ branches, at, end }: If, { function: around, module }: DecisionSeen): boolean {
  const targets = branches.flatMap(({ body }) =>
    body.flatMap((statement) => {
      if (statement.kind === 'return') return [undefined]
      return statement.kind === 'assignment' ? statement.targets.map(nameOf) : []
    }),
  )
  const { text } = module.file
  const rest = around ? text.slice(around.definition.at, at) + text.slice(end, around.definition.end) : text
  return (
    targets.length > 0 && targets.every((name) => name !== undefined && around !== undefined && !mentions(rest, name))
  )
}

/** The name that is set; undefined for what others may look at, such as an attribute. */
function nameOf(target: Expression): string | undefined {
  return target.kind === 'name' ? target.id : undefined
}

function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!/\w/.test(text[at - 1] ?? '') && !/\w/.test(text[at + name.length] ?? '')) return true
  return false
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
