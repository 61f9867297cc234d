import type { CallSeen } from '../../../trace/observation.ts'
import type { TracedFunction } from '../../../trace/definition.ts'
import type { Place } from '../../../trace/place.ts'
import type { Module } from '../../../trace/trace.ts'
import type { Expression, Span } from '../../../trace/syntax.ts'
import { isForCudaAlone } from '../../devices/cuda-only.ts'
import { isDefault, placeKey } from '../../devices/default-origins.ts'
import { returnsCpu } from '../../devices/falls-back.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { reachOfPath } from '../../reachability/reach.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, handlesMissingCuda, seen } from '../../observations/seen.ts'
import { originsOf, writtenSite } from '../../observations/written-sites.ts'
import { argumentSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import { type DeviceArgument, deviceArguments, isOnlyCuda, isWrittenIn } from './device-arguments.ts'
import { fix, messages, sources, title } from './prose.ts'

/** `.cuda()`, `.to('cuda')`, `device='cuda'`, `torch.device('cuda')` in code that runs on a Mac. */
export const rule = {
  code: 'device/cuda-literal',
  title,
  find(context) {
    const forCuda = writtenForCuda(context)
    const isElsewhere = (origin: Place): boolean => isDefault(origin, context) || forCuda.has(placeKey(origin))
    const spans = spansOfDefaults(context)
    const compared = new Set<Expression>(
      seen(context, 'comparison').flatMap(({ node }) => [node.left, ...node.rest.map(({ right }) => right)]),
    )
    const mended = new Set(
      seen(context, 'decision').flatMap((decision) => (returnsCpu(decision) ? (decision.function ?? []) : [])),
    )
    const calls = liveCalls(context).filter(
      (call) =>
        !isWithin(call, spans) &&
        !handlesMissingCuda(call) &&
        !isTestForCuda(call) &&
        !compared.has(call.node) &&
        !isOnlyNamed(call, mended),
    )
    return calls.flatMap((call) => draftsOf(call, isElsewhere, context))
  },
} satisfies Rule

/** Whether the code tests what only CUDA machines have; elsewhere a program that asks for CUDA by name may well come by. */
function isTestForCuda(call: CallSeen): boolean {
  return reachOfPath(call.module.path) === 'test' && isForCudaAlone(call)
}

/** `torch.device(name)` in a function that gives the CPU back where there is no CUDA, and `torch.device("cuda").type`. */
function isOnlyNamed(call: CallSeen, mended: ReadonlySet<TracedFunction>): boolean {
  if (call.name !== 'torch.device') return false
  return call.attribute === 'type' || (call.function !== undefined && mended.has(call.function))
}

/** `device=torch.device("cuda")` in a list of parameters. */
function spansOfDefaults(context: AuditContext): ReadonlyMap<Module, readonly Span[]> {
  const spans = new Map<Module, Span[]>()
  for (const { module, node } of seen(context, 'default')) spans.set(module, [...(spans.get(module) ?? []), node])
  return spans
}

function isWithin({ module, node }: CallSeen, spans: ReadonlyMap<Module, readonly Span[]>): boolean {
  return spans.get(module)?.some(({ at, end }) => at <= node.at && node.end <= end) ?? false
}

/** Where CUDA is named in code that is meant for it alone: `if use_cuda: device = 'cuda'`. */
function writtenForCuda(context: AuditContext): ReadonlySet<string> {
  const assigned = seen(context, 'assignment').filter((assignment) => isForCudaAlone(assignment))
  return new Set(assigned.flatMap(({ value }) => originsOf(value)).map(placeKey))
}

type IsElsewhere = (origin: Place) => boolean

function draftsOf(call: CallSeen, isElsewhere: IsElsewhere, context: AuditContext): Draft[] {
  if (call.name === '.cuda') return [draft(call, messages.cudaMethod, [useSite(call)], [], 'cuda-method')]
  return deviceArguments(call)
    .filter(({ value }) => isOnlyCuda(value))
    .flatMap((passed) => draftOf(call, passed, isElsewhere, context))
}

function draftOf(
  call: CallSeen,
  { argument, value, origin }: DeviceArgument,
  isElsewhere: IsElsewhere,
  context: AuditContext,
): Draft[] {
  if (isWrittenIn(value, argument, call)) {
    const site = origin ? writtenSite(origin, context) : argumentSite(call, argument)
    return [draft(call, messages.literal, [site], [], 'literal')]
  }
  const sites = originsOf(value)
    .filter((own) => !isElsewhere(own))
    .map((own) => writtenSite(own, context))
  return sites.length === 0 ? [] : [draft(call, messages.literal, sites, [useSite(call)], 'literal')]
}

function draft(
  call: CallSeen,
  message: string,
  sites: readonly SiteInRole[],
  causes: readonly SiteInRole[],
  group: string,
): Draft {
  return {
    effect: 'blocks',
    certainty: certaintyOf(call),
    message,
    subject: { kind: 'device', value: 'cuda' },
    sites,
    causes,
    sources,
    fix: { kind: 'automatic', effort: 'minutes', summary: fix },
    group,
  }
}
