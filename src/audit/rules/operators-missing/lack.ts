import { lt, valid } from '@renovatebot/pep440'
import type { CallSeen } from '../../../trace/observation.ts'
import {
  decisiveOperators,
  firstNative,
  isPartOfAny,
  lackingOperators,
  operatorSources,
  operatorStatus,
} from '../../../knowledge/operators.ts'
import type { Source } from '../../../report/report.ts'
import { versionOf } from '../../packages/package-version.ts'
import { memoized } from '../../memoized.ts'
import { seen } from '../../observations/seen.ts'
import type { AuditContext } from '../../rule.ts'
import { torchIsBefore, torchVersion } from '../../torch/torch-version.ts'
import { isDirect } from './direct.ts'
import { hasVariants, optionsOf, variantsOf } from './variants.ts'
import { namesWithWays, waysOf } from './ways.ts'
import { tableName } from '../../torch/operator-name.ts'

/** What Metal lacks for a call in the version that the project gets. */
export interface Lack {
  /** `torch.linalg.qr`. */
  readonly name: string
  /** The operator at fault, with its namespace: `aten::linalg_qr`. */
  readonly operator: string
  readonly package: 'PyTorch' | 'torchvision'
  readonly version: string | undefined
  /** The release with a kernel, if there is one. */
  readonly since: string | undefined
  /** PyTorch sends it to the CPU by itself. */
  readonly isOnCpu: boolean
  readonly isBackward: boolean
  /** When it is lacking, where that hangs on the arguments: `its input has five dimensions`. */
  readonly when?: string
  /** The names of the arguments on which that hangs: `mode`. */
  readonly decidedBy?: readonly string[]
  /** Whether the code leaves open that this is the case. */
  readonly isOpen?: boolean
  readonly sources: readonly Source[]
}

/** Whether Metal may lack something for calls of a name, or for the gradients of their results. */
export function mayLack(name: string, takesGradients: boolean, { knowledge }: AuditContext): boolean {
  return (
    hasVariants(name, false, knowledge) ||
    (takesGradients && hasVariants(name, true, knowledge)) ||
    namesWithWays(knowledge.operators.ways).has(tableName(name)) ||
    knowledge.visionOperators.some(({ calls }) => calls.includes(name))
  )
}

/** What Metal lacks for a call, or for the gradients of its result. */
export function lackOf(call: CallSeen, isBackward: boolean, context: AuditContext): Lack | undefined {
  return (
    lackOfTorch(call, isBackward, context) ??
    lackOnTheWay(call, isBackward, context) ??
    lackOfVision(call, isBackward, context)
  )
}

/** What is lacking on the way that a call takes by its arguments; what is sure comes before what is open. */
function lackOnTheWay(call: CallSeen, isBackward: boolean, context: AuditContext): Lack | undefined {
  const { knowledge } = context
  const version = torchVersion(context)
  const lacks = waysOf(call, isBackward, context).flatMap(({ way, name, isOpen }): Lack[] => {
    const { what, operators, samples, sources, decides = [] } = way
    const decidedBy = decides.map(({ argument }) => argument)
    if (samples && !isDirectFor(name, operators, context)) return []
    const has = (operator: string, status: string): boolean => operatorStatus(knowledge, operator, version) === status
    const lacking = operators.filter((operator) => has(operator, 'falls-back') || has(operator, 'missing'))
    const worst = worstOf(lacking, (operator) => has(operator, 'falls-back'))
    if (worst === undefined) return []
    const own = { name, operator: `aten::${worst}`, package: 'PyTorch', version, isBackward } as const
    const since = firstOfAll(operators, context)
    const isOnCpu = has(worst, 'falls-back')
    return [
      {
        ...own,
        since,
        isOnCpu,
        when: what,
        decidedBy,
        isOpen,
        sources: [...operatorSources(knowledge, version), ...sources],
      },
    ]
  })
  return lacks.find(({ isOpen }) => !isOpen) ?? lacks[0]
}

function lackOfTorch(call: CallSeen, isBackward: boolean, context: AuditContext): Lack | undefined {
  const { knowledge } = context
  const version = torchVersion(context)
  if (isMean(call) || drawsNothing(call) || isObserved(call, context)) return undefined
  for (const name of variantsOf(call, isBackward, knowledge)) {
    const lacking = lackingOperators(knowledge, name, version, isBackward)
    const isOnCpu = (operator: string): boolean => operatorStatus(knowledge, operator, version) === 'falls-back'
    const operator = worstOf(lacking, isOnCpu)
    if (operator === undefined || !isBelieved(name, isBackward, context)) continue
    const own = { name, operator: `aten::${operator}`, package: 'PyTorch', version, isBackward } as const
    const sources = [...operatorSources(knowledge, version), ...knowledge.operators.recorded]
    const decidedBy = optionsOf(name).flatMap((option) => /^(\w+) *=/.exec(option)?.[1] ?? [])
    return { ...own, since: firstOfAll(lacking, context), isOnCpu: isOnCpu(operator), decidedBy, sources }
  }
  return undefined
}

/** What stops a call: one that is missing, unless it is a part of one that goes to the CPU as a whole. */
function worstOf(lacking: readonly string[], isOnCpu: (operator: string) => boolean): string | undefined {
  const wholes = lacking.filter(isOnCpu)
  return lacking.find((operator) => !isOnCpu(operator) && !isPartOfAny(operator, wholes)) ?? wholes[0] ?? lacking[0]
}

/** Pooling all that there is to one value is a mean, for which Metal has a kernel. */
function isMean({ name, positional }: CallSeen): boolean {
  const size = /\.(?:AdaptiveAvgPool3d|adaptive_avg_pool3d)$/.test(name) ? positional.at(-1)?.value : undefined
  const parts = size?.kind === 'collection' ? size.items : size === undefined ? [] : [size]
  return parts.length > 0 && parts.every((part) => part.kind === 'constant' && part.value === 1)
}

/** Distributions of which only drawing takes an operator of its own. */
const DRAWN = /^torch\.distributions\.(?!MultivariateNormal$)[A-Z]\w*$/

/** Whether a distribution is made for something else than drawing from it: `Gamma(a, b).log_prob(x)`. */
function drawsNothing({ name, attribute }: CallSeen): boolean {
  return attribute !== undefined && !/^r?sample(?:_n)?$/.test(attribute) && DRAWN.test(tableName(name))
}

/** Whether Pyro is told what was drawn: `pyro.sample("x", dist.Poisson(rate), obs=data)`. */
function isObserved({ name, node, module }: CallSeen, context: AuditContext): boolean {
  if (!name.startsWith('pyro.')) return false
  return observedSamples(context).some(
    (own) => own.module === module && own.node.at < node.at && node.end <= own.node.end,
  )
}

const observedSamples = memoized((context: AuditContext): readonly CallSeen[] =>
  seen(context, 'call', 'pyro.sample').filter(({ keywords }) => keywords.has('obs')),
)

/** Before this release, only names that are an operator of their own are believed: composites were recorded later. */
const COMPOSITES_SINCE = '2.6.0'

function isBelieved(name: string, isBackward: boolean, context: AuditContext): boolean {
  return isDirectFor(name, decisiveOperators(context.knowledge, name, isBackward), context)
}

function isDirectFor(name: string, operators: readonly string[], context: AuditContext): boolean {
  return !torchIsBefore(context, COMPOSITES_SINCE) || operators.every((operator) => isDirect(name, operator))
}

/** The release from which on every operator that is lacking has a kernel. */
function firstOfAll(operators: readonly string[], { knowledge }: AuditContext): string | undefined {
  const releases = operators.map((operator) => firstNative(knowledge, operator))
  return releases.includes(undefined)
    ? undefined
    : knowledge.operators.releases.findLast((own) => releases.includes(own))
}

function lackOfVision(call: CallSeen, isBackward: boolean, context: AuditContext): Lack | undefined {
  const version = versionOf(context, 'torchvision')
  const found = context.knowledge.visionOperators.find(
    ({ calls, backward = false, since }) =>
      backward === isBackward &&
      calls.includes(call.name) &&
      (since === undefined || (version !== undefined && valid(version) !== null && lt(version, since))),
  )
  if (found === undefined) return undefined
  const { operator, since, sources } = found
  return { name: call.name, operator, package: 'torchvision', version, since, isOnCpu: false, isBackward, sources }
}
