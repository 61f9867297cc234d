import type { DecisionSeen } from '../../../trace/observation.ts'
import type { Basis } from '../../../trace/place.ts'
import { chosenBy } from '../../../trace/device-name.ts'
import { deviceName, options, type Value } from '../../../trace/value.ts'
import {
  asksForCudaAlone,
  cpuLinesIn,
  cpuLinesOf,
  isCpuInsteadOfOther,
  returnsCpu,
  setToCpu,
  switchedOff,
} from '../../devices/falls-back.ts'
import { isForLibraryWithoutMetal } from '../../devices/device-uses.ts'
import { metalAwareness } from '../../devices/metal-awareness.ts'
import type { Certainty, Site } from '../../../report/report.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { unparse } from '../../../trace/unparse.ts'
import { memoized } from '../../memoized.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { isAlwaysPassed } from '../../reachability/parameters-passed.ts'
import { speaksOfSeveral } from '../../reachability/several-processes.ts'
import { innermost, nestedSpans } from '../../observations/nested-spans.ts'
import { certaintyOf, mayRun, seen } from '../../observations/seen.ts'
import { declarationSite, decisionSite, type SiteInRole, valueSite } from '../../observations/sites.ts'
import { siteOfPlace } from '../../../trace/site.ts'
import { fixBy } from '../../finding/fix-by.ts'
import { movesAskedAgain } from './asked-again.ts'
import { partsOf } from './asking.ts'
import { metalBeforeCpu } from './edits.ts'
import { cudaPicks, type Pick, picksCuda } from './picks-cuda.ts'
import { choicesBySwitch } from './by-switch.ts'
import { flagsGiven } from './flags-given.ts'
import { metalNeverAsked } from './never-asked.ts'
import { movesForCuda } from './moves.ts'
import { metalSwitchedOff } from './switched-off.ts'
import { isTakenOver } from './taken-over.ts'
import { movesTried } from './tried.ts'
import { trialsOfCuda } from './trials.ts'
import { fix, fixForOther, fixLoads, messages, sources, title } from './prose.ts'

/** `'cuda' if torch.cuda.is_available() else 'cpu'`, and the same as a statement, where nothing asks for Metal. */
export const rule = {
  code: 'device/ignores-metal-gpu',
  title,
  words: {
    strong: ['cuda', 'CUDA', 'gpu', 'gpus', 'mps', 'MPS'],
    called: ['device'],
    weak: ['device', 'DEVICE', 'Device', 'dev', 'cpu'],
  },
  find(context) {
    const aware = metalAwareness(context)
    const decisions = seen(context, 'decision').filter(mayRun)
    const returned = decisions.filter(returnsForMetal)
    // Another branch of the same statement is for Metal: `elif HAS_MPS:`.
    const forMetal = new Set(
      decisions.filter(({ basis }) => basis.some(({ fact }) => fact === 'mps')).map(({ node }) => node),
    )
    const chosen = decisions
      .filter((decision) => asksForCudaAlone(decision) && !forMetal.has(decision.node) && !isPastMetal(decision))
      .filter(({ test }) => !asksWhetherGiven(test))
      .filter((decision) => decision.node.kind !== 'if' || !aware(decision))
      .filter((decision) => !returned.some((other) => isBefore(other, decision)))
      .filter((decision) => !isTakenOver(decision, context))
      .flatMap((decision) => draftsOf(decision, context))
    return [
      ...chosen,
      ...metalNeverAsked(context),
      ...metalSwitchedOff(context),
      ...choicesBySwitch(context),
      ...flagsGiven(context),
      ...movesForCuda(context, aware),
      ...movesAskedAgain(context, aware),
      ...movesTried(context, aware),
      ...trialsOfCuda(context, aware),
    ]
  },
} satisfies Rule

/** `if torch.backends.mps.is_available(): return torch.device("mps")`, whatever it is within: an old PyTorch does without. */
function returnsForMetal({ node, branch, basis, value }: DecisionSeen): boolean {
  if (node.kind !== 'if' || value === false || !basis.some(({ fact }) => fact === 'mps')) return false
  return node.branches[branch]?.body.at(-1)?.kind === 'return'
}

/**
 * `if device is None:`, `if not device:`, of a device that was chosen before: what is asked is whether there is one, and the choice is
 * told where it was made.
 */
function asksWhetherGiven(test: Expression): boolean {
  return /^(?:not [\w.]*device|[\w.]*device is (?:not )?None)$/i.test(unparse(test))
}

/** Whether Metal has been asked for before, and this is what is done without: `if mps.is_available(): ... else: ...`. */
function isPastMetal({ guards }: DecisionSeen): boolean {
  return guards.some(({ side, basis }) => !side && basis.some(({ fact }) => fact === 'mps'))
}

function isBefore(earlier: DecisionSeen, { function: around, node }: DecisionSeen): boolean {
  return around !== undefined && earlier.function === around && earlier.node.end <= node.at
}

function draftsOf(decision: DecisionSeen, context: AuditContext): Draft[] {
  const cuda = decision.basis.filter(({ fact }) => fact === 'cuda')
  if (!choosesDevice(decision)) return []
  const loads = isForLoading(decision, context)
  const isForOther =
    !loads &&
    isForLibraryWithoutMetal(
      context,
      cuda.map(({ place }) => place),
    )
  return [
    {
      effect: loads ? 'info' : 'ignores-gpu',
      certainty: isForOther ? 'possible' : certaintyOfChoice(decision, context),
      message: loads
        ? messages.loads
        : isForOther
          ? messages.forOther
          : messages.chosen(fallsBack(decision) ? 'cpu' : chosenDevice(decision.chosen)),
      subject: { kind: 'device', value: 'cuda' },
      sites: [
        decisionSite(decision),
        ...picksOf(decision).map((pick) => siteOfPick(decision, pick)),
        ...(loads ? [] : partsOf(decision, context)),
      ],
      causes: causesOf(cuda),
      sources,
      fix: fixBy(loads ? [] : metalBeforeCpu(decision, context), {
        effort: 'minutes',
        summary: loads ? fixLoads : isForOther ? fixForOther : fix,
      }),
    },
  ]
}

/** A list of as many devices as there are may be there for runs on several, and what is a default may be given otherwise. */
function certaintyOfChoice(decision: DecisionSeen, context: AuditContext): Certainty {
  if (speaksOfSeveral(unparse(decision.test))) return 'possible'
  const { module, node } = decision
  const own = innermost(defaultsOf(context), { module, at: node.at, end: node.end })?.of
  // Nothing in the project comes to a default that every call overrides.
  if (own && !('targets' in own.node) && isAlwaysPassed(context, own.node, own)) return 'possible'
  return certaintyOf(decision, node.kind === 'comprehension' || own ? 'likely' : 'certain')
}

/** What parameters and fields are where they are left out. */
const defaultsOf = memoized((context: AuditContext) =>
  nestedSpans(
    seen(context, 'default').map((own) => ({
      place: { module: own.module, at: own.node.at, end: own.node.end },
      of: own,
    })),
  ),
)

/** `torch.load(path, map_location="cuda" if torch.cuda.is_available() else "cpu")`: what computes is decided elsewhere. */
function isForLoading({ node }: DecisionSeen, context: AuditContext): boolean {
  return node.kind === 'conditional' && locations(context).has(node)
}

/** What is given as `map_location`, also within `torch.device(...)`. */
const locations = memoized((context: AuditContext): ReadonlySet<Expression> => {
  const given = seen(context, 'call', { given: 'map_location' }).flatMap(
    ({ keywords }) => keywords.get('map_location')?.argument.value ?? [],
  )
  const inDevices = given.flatMap((node) => (node.kind === 'call' ? (node.arguments[0]?.value ?? []) : []))
  return new Set([...given, ...inDevices])
})

/** What the branches for CUDA give CUDA to, and what those for want of it give the CPU to, or say by a flag: `args.cpu = True`. */
function picksOf(decision: DecisionSeen): readonly Pick[] {
  const { node, branch, value } = decision
  if (node.kind !== 'if') return []
  const own = node.branches[branch]?.body ?? []
  const others = [...node.branches.slice(branch + 1).map(({ body }) => body), node.otherwise ?? []]
  if (value === true) return [...cpuLinesOf(decision), ...switchedOff(decision), ...others.flatMap(cudaPicks)]
  const picks = cudaPicks(own)
  return picks.length > 0 ? [...picks, ...cpuLinesIn(node.otherwise ?? [])] : []
}

function siteOfPick(decision: DecisionSeen, pick: Pick): SiteInRole {
  return pick.kind === 'return' && pick.value
    ? valueSite({ module: decision.module, at: pick.value.at, end: pick.value.end })
    : declarationSite(decision, pick)
}

/** `if not torch.cuda.is_available(): device = "cpu"`, where something names another device before or after. */
function fallsBack(decision: DecisionSeen): boolean {
  const { node } = decision
  if (node.kind !== 'if' || node.otherwise !== undefined) return false
  return setToCpu(decision).length > 0 || switchedOff(decision).length > 0 || returnsCpu(decision)
}

/** Whether a device is what is decided. */
function choosesDevice(decision: DecisionSeen): boolean {
  const { node, branch, value, chosen, rejected } = decision
  if (fallsBack(decision)) return true
  if (chosen && rejected) return isPassedOver(rejected, chosen) && !names(chosen, 'mps')
  if (node.kind !== 'if' || value === undefined) return false
  const others = node.branches.slice(branch + 1)
  if (value)
    return isCpuInsteadOfOther(decision) || [...others.map(({ body }) => body), node.otherwise ?? []].some(picksCuda)
  const skipped = node.branches[branch]?.body
  // What warms something up for CUDA, and is of no use after it, chooses nothing.
  if (decision.spent) return false
  return skipped !== undefined && picksCuda(skipped) && others.every(({ body }) => !picksCuda(body))
}

/** CUDA, the number of a device of it where the CPU has its name or the number -1, or what is not known beside the CPU. */
function isPassedOver(rejected: Value, chosen: Value): boolean {
  if (rejected.kind === 'unknown' || rejected.kind === 'external') return deviceName(chosen) === 'cpu'
  // What asks for CUDA itself would be Metal once it is mended, and is not come by here: `hw.device if hw.has_cuda() else "cpu"`.
  const isLost = names(rejected, 'mps') || (names(rejected, 'cpu') && chosenBy(rejected) === 'machine')
  if (isLost && names(chosen, 'cpu')) return true
  if (!options(rejected).every(isNumberOfDevice)) return names(rejected, 'cuda')
  return names(chosen, 'cpu') || options(chosen).some((option) => option.kind === 'constant' && option.value === -1)
}

function isNumberOfDevice(value: Value): boolean {
  if (value.kind === 'instance') return deviceName(value) !== undefined
  return value.kind === 'constant' && typeof value.value === 'number'
}

function chosenDevice(chosen: Value | undefined): string | undefined {
  return chosen
    ? options(chosen)
        .map(deviceName)
        .find((name) => name !== undefined)
    : undefined
}

/** Whether a value is a device, or a list or table that has it: `{"device": "cuda"} if torch.cuda.is_available() else {"device": "cpu"}`. */
function names(value: Value, device: string): boolean {
  return options(value).some((option) => {
    if (option.kind === 'table') return [...option.fields.values()].some((field) => deviceName(field) === device)
    if (option.kind === 'collection') return option.items.some((item) => deviceName(item) === device)
    return deviceName(option) === device
  })
}

function causesOf(basis: readonly Basis[]): readonly Site[] {
  return basis.map(({ place }) => siteOfPlace(place))
}
