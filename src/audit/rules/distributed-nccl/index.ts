import type { CallSeen, DefaultSeen, OptionSeen } from '../../../trace/observation.ts'
import { options, type Value } from '../../../trace/value.ts'
import { callFact } from '../../../knowledge/calls.ts'
import type { Site } from '../../../report/report.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { passedTo, textsOf } from '../../observations/call-arguments.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, originsOf, seen, siteOf } from '../../observations/seen.ts'
import { fixes, messages, sources, title } from './prose.ts'

/** Process groups over NCCL, and models bound to the numbers of CUDA devices. */
export const rule = {
  code: 'distributed/nccl',
  title,
  find: (context) => [
    ...liveCalls(context, (name) => JOINS.has(name)).flatMap((call) => ofGroup(call, context)),
    ...liveCalls(context, /(^|\.)DistributedDataParallel$/).flatMap(ofReplica),
    ...seen(context, 'option')
      .filter(isLive)
      .flatMap((option) => ofOption(option, context)),
    ...seen(context, 'default')
      .filter(isLive)
      .flatMap((given) => ofDefault(given, context)),
  ],
} satisfies Rule

/** Calls that join a process group, and where they take the backend. */
const JOINS: ReadonlyMap<string, { readonly name: string; readonly position: number }> = new Map(
  Object.entries<{ readonly name: string; readonly position: number }>({
    'torch.distributed.init_process_group': { name: 'backend', position: 0 },
    'torch.distributed.distributed_c10d.init_process_group': { name: 'backend', position: 0 },
    'torch.distributed.new_group': { name: 'backend', position: 2 },
    'deepspeed.init_distributed': { name: 'dist_backend', position: 0 },
  }),
)

function ofGroup(call: CallSeen, context: AuditContext): Draft[] {
  const join = JOINS.get(call.name)
  const backend = join && passedTo(call, join.name, join.position)
  if (!backend || !isOnlyNccl(backend.value) || isCaught(call, 'RuntimeError')) return []
  const { at, end } = backend.argument
  const isWritten = originsAt(backend.value).some((origin) => origin >= at && origin <= end)
  const sites = isWritten ? [siteOf(call, backend.argument)] : originsOf(backend.value)
  return [
    draft(call, messages.group, sites.length > 0 ? sites : [siteOf(call)], isWritten ? [] : [siteOf(call)], context),
  ]
}

function ofOption(option: OptionSeen, context: AuditContext): Draft[] {
  const isBackend = /backend/i.test(option.name) && option.default !== undefined && isOnlyNccl(option.default)
  if (!isBackend || !option.defaultArgument) return []
  return [draft(option, messages.byDefault, [siteOf(option, option.defaultArgument)], [], context)]
}

function ofDefault(given: DefaultSeen, context: AuditContext): Draft[] {
  if (!/backend/i.test(given.name) || !isOnlyNccl(given.value)) return []
  return [draft(given, messages.byDefault, [siteOf(given)], [], context)]
}

/** `DistributedDataParallel(model, device_ids=[0])`: numbers of CUDA devices, refused for a model that is elsewhere. */
function ofReplica(call: CallSeen): Draft[] {
  const given = passedTo(call, 'device_ids', 1)
  if (!given || given.argument.value.kind === 'conditional') return []
  if (given.value.kind !== 'collection' || given.value.items.length === 0) return []
  return [
    {
      effect: 'blocks',
      certainty: certaintyOf(call, 'likely'),
      message: messages.replica,
      sites: [siteOf(call, given.argument)],
      sources: sources.replica,
      fix: { kind: 'manual', effort: 'minutes', summary: fixes.replica },
      group: 'replica',
    },
  ]
}

function draft(
  seenThere: CallSeen | OptionSeen | DefaultSeen,
  message: string,
  sites: readonly Site[],
  causes: readonly Site[],
  { knowledge }: AuditContext,
): Draft {
  return {
    effect: 'blocks',
    certainty: certaintyOf(seenThere, seenThere.kind === 'call' ? 'certain' : 'likely'),
    message,
    sites,
    causes,
    sources: [
      ...sources.group,
      ...(callFact(knowledge, "torch.distributed.init_process_group('nccl')")?.sources ?? []),
    ],
    fix: { kind: 'manual', effort: 'minutes', summary: fixes.group },
    group: 'nccl',
  }
}

function isOnlyNccl(value: Value): boolean {
  return (
    options(value).length > 0 &&
    textsOf(value).length === options(value).length &&
    textsOf(value).every((text) => text === 'nccl')
  )
}

function originsAt(value: Value): readonly number[] {
  return options(value).flatMap(({ origin }) => (origin ? [origin.at] : []))
}
