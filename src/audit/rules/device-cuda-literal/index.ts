import type { CallSeen, DefaultSeen } from '../../../trace/observation.ts'
import type { TracedFunction } from '../../../trace/definition.ts'
import type { Module } from '../../../trace/trace.ts'
import type { Expression } from '../../../trace/syntax.ts'
import type { Site } from '../../../report/report.ts'
import { isForCudaAlone } from '../../devices/cuda-only.ts'
import { returnsCpu } from '../../devices/falls-back.ts'
import { callsNamingCuda, mayBeCuda } from '../../devices/calls-naming-cuda.ts'
import { groupBy } from '../../group-by.ts'
import { isForMac } from '../../observations/live-calls.ts'
import { reachOfPath } from '../../reachability/reach.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, handlesMissingCuda, originsOf, seen, siteOf } from '../../observations/seen.ts'
import { type DeviceArgument, deviceArguments, isOnlyCuda, isWrittenIn } from './device-arguments.ts'
import { fix, messages, sources, title } from './prose.ts'

/** `.cuda()`, `.to('cuda')`, `device='cuda'`, `torch.device('cuda')` in code that runs on a Mac. */
export const rule = {
  code: 'device/cuda-literal',
  title,
  find(context) {
    const elsewhere = new Set([...writtenAsDefault(context), ...writtenForCuda(context)])
    const defaults = groupBy(seen(context, 'default'), ({ module }) => module)
    const compared = new Set<Expression>(
      seen(context, 'comparison').flatMap(({ node }) => [node.left, ...node.rest.map(({ right }) => right)]),
    )
    const mended = new Set(
      seen(context, 'decision').flatMap((decision) => (returnsCpu(decision) ? (decision.function ?? []) : [])),
    )
    const calls = callsNamingCuda(context).filter(
      (call) =>
        isForMac(call) &&
        !isWithin(call, defaults) &&
        !handlesMissingCuda(call) &&
        !isTestForCuda(call) &&
        !compared.has(call.node) &&
        !isOnlyNamed(call, mended),
    )
    return calls.flatMap((call) => draftsOf(call, elsewhere))
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

/** Where defaults are written that name CUDA: they are findings of device/cuda-default, not of each of their uses. */
function writtenAsDefault(context: AuditContext): ReadonlySet<string> {
  const defaults = seen(context, 'default').map(({ value }) => value)
  const ofOptions = seen(context, 'option').flatMap((option) => option.default ?? [])
  return new Set([...defaults, ...ofOptions].filter(mayBeCuda).flatMap(originsOf).map(placeKey))
}

/** `device=torch.device("cuda")` in a list of parameters. */
function isWithin({ module, node }: CallSeen, defaults: ReadonlyMap<Module, readonly DefaultSeen[]>): boolean {
  return defaults.get(module)?.some(({ node: { at, end } }) => at <= node.at && node.end <= end) ?? false
}

/** Where CUDA is named in code that is meant for it alone: `if use_cuda: device = 'cuda'`. */
function writtenForCuda(context: AuditContext): ReadonlySet<string> {
  const assigned = seen(context, 'assignment').filter((given) => mayBeCuda(given.value) && isForCudaAlone(given))
  return new Set(assigned.flatMap(({ value }) => originsOf(value)).map(placeKey))
}

function placeKey({ file, line, column }: Site): string {
  return `${file}:${line}:${column}`
}

function draftsOf(call: CallSeen, elsewhere: ReadonlySet<string>): Draft[] {
  if (call.name === '.cuda') return [draft(call, messages.cudaMethod, [siteOf(call)], [], 'cuda-method')]
  return deviceArguments(call)
    .filter(({ value }) => isOnlyCuda(value))
    .flatMap((passed) => draftOf(call, passed, elsewhere))
}

function draftOf(call: CallSeen, { argument, value, site }: DeviceArgument, elsewhere: ReadonlySet<string>): Draft[] {
  const isWritten = isWrittenIn(value, argument, call)
  const sites = isWritten
    ? [siteOf(call, site ?? argument)]
    : originsOf(value).filter((origin) => !elsewhere.has(placeKey(origin)))
  if (sites.length === 0) return []
  return [draft(call, messages.literal, sites, isWritten ? [] : [siteOf(call)], 'literal')]
}

function draft(call: CallSeen, message: string, sites: readonly Site[], causes: readonly Site[], group: string): Draft {
  return {
    effect: 'blocks',
    certainty: certaintyOf(call),
    message,
    sites,
    causes,
    sources,
    fix: { kind: 'automatic', effort: 'minutes', summary: fix },
    group,
  }
}
