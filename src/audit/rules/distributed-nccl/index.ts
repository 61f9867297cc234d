import type { CallSeen, DefaultSeen, OptionSeen } from '../../../trace/observation.ts'
import { options, type Value } from '../../../trace/value.ts'
import { callFact } from '../../../knowledge/calls.ts'
import { devicesOfReplica, REPLICA } from '../../devices/replicas.ts'
import { ownerOfParameter } from '../../reachability/owner-of-parameter.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { passedTo, textsOf } from '../../observations/call-arguments.ts'
import { memoized } from '../../memoized.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { chooseMetalForText } from '../../torch/choose-metal.ts'
import { chooseMetalWhereSet } from '../../torch/choose-metal-where-set.ts'
import { valueWritten } from '../../observations/value-written.ts'
import { originsOf, writtenSite } from '../../observations/written-sites.ts'
import { argumentSite, declarationSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import { fixes, messages, sources, title } from './prose.ts'

/** Process groups over NCCL, and models bound to the numbers of CUDA devices. */
export const rule = {
  code: 'distributed/nccl',
  title,
  words: { strong: ['nccl', 'NCCL', 'init_process_group', 'DistributedDataParallel'], weak: ['backend'] },
  find: (context) => [
    ...liveCalls(context, (name) => JOINS.has(name)).flatMap((call) => ofGroup(call, context)),
    ...liveCalls(context, REPLICA).flatMap(ofReplica),
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

/** The backend that a Mac has, as Python. */
const GLOO = '"gloo"'

function ofGroup(call: CallSeen, context: AuditContext): Draft[] {
  const join = JOINS.get(call.name)
  const backend = join && passedTo(call, join.name, join.position)
  if (!backend || !isOnlyNccl(backend.value) || isCaught(call, 'RuntimeError')) return []
  const { at, end } = backend.argument
  const origins = originsOf(backend.value)
  if (origins.some((origin) => origin.at >= at && origin.at <= end)) {
    const edits = chooseMetalForText(context, call, backend.argument.value, GLOO)
    return [draft(call, messages.group, [argumentSite(call, backend.argument)], [], edits, context)]
  }
  const written = origins.map((origin) => writtenSite(origin, context))
  const sites = written.length > 0 ? written : [useSite(call)]
  const edits = chooseMetalWhereSet(context, backend.value, GLOO)
  return [draft(call, messages.group, sites, [useSite(call)], edits, context)]
}

function ofOption(option: OptionSeen, context: AuditContext): Draft[] {
  const isBackend = /backend/i.test(option.name) && option.default !== undefined && isOnlyNccl(option.default)
  if (!isBackend || !option.defaultArgument) return []
  const { value } = option.defaultArgument
  const edits = chooseMetalForText(context, option, value, GLOO)
  const site = declarationSite(option, option.defaultArgument)
  return [draft(option, messages.byDefault, [site], [], edits, context)]
}

function ofDefault(given: DefaultSeen, context: AuditContext): Draft[] {
  if (!/backend/i.test(given.name) || !isOnlyNccl(given.value)) return []
  const edits = chooseMetalForText(context, given, valueWritten(given), GLOO)
  return [draft(given, messages.byDefault, [declarationSite(given, given.node)], [], edits, context)]
}

/** `DistributedDataParallel(model, device_ids=[0])`: numbers of CUDA devices, refused for a model that is elsewhere. */
function ofReplica(call: CallSeen): Draft[] {
  const given = devicesOfReplica(call)
  if (!given) return []
  return [
    {
      effect: 'blocks',
      certainty: certaintyOf(call, 'likely'),
      message: messages.replica,
      subject: { kind: 'setting', name: 'device_ids' },
      sites: [argumentSite(call, given.argument)],
      sources: sources.replica,
      fix: { kind: 'manual', effort: 'minutes', summary: fixes.replica },
      group: 'replica',
    },
  ]
}

function draft(
  seenThere: CallSeen | OptionSeen | DefaultSeen,
  message: string,
  sites: readonly SiteInRole[],
  causes: readonly SiteInRole[],
  edits: Edits,
  context: AuditContext,
): Draft {
  return {
    effect: 'blocks',
    certainty: isPerhapsJoined(seenThere, context)
      ? 'possible'
      : certaintyOf(seenThere, seenThere.kind === 'call' ? 'certain' : 'likely'),
    message,
    subject: { kind: 'setting', name: 'backend', value: 'nccl' },
    sites,
    causes,
    sources: [
      ...sources.group,
      ...(callFact(context.knowledge, "torch.distributed.init_process_group('nccl')")?.sources ?? []),
    ],
    fix: fixBy(edits, { effort: 'minutes', summary: fixes.group }),
    group: 'nccl',
  }
}

/**
 * A function that joins processes is called where several were started, unless the program surely calls it; an option that
 * names the backend is for a program that joins a group when it is run by itself.
 */
function isPerhapsJoined(seenThere: CallSeen | OptionSeen | DefaultSeen, context: AuditContext): boolean {
  if (seenThere.kind === 'call') return seenThere.function?.reachability === 'perhaps'
  if (seenThere.kind === 'option' || 'targets' in seenThere.node) return !joinsWhenAlone(seenThere, context)
  const owner = ownerOfParameter(seenThere.node, context)
  return owner !== undefined && owner.owner === undefined && owner.reachability !== 'surely'
}

/** Whether a group is joined in a plain run: by the program whose option it is, where that joins one itself. */
function joinsWhenAlone({ module }: OptionSeen | DefaultSeen, context: AuditContext): boolean {
  const joins = joinsOf(context)
  const own = joins.filter((call) => call.module === module)
  return (own.length > 0 ? own : joins).some((call) => certaintyOf(call, 'likely') !== 'possible')
}

const joinsOf = memoized((context: AuditContext) => liveCalls(context, (name) => JOINS.has(name)))

function isOnlyNccl(value: Value): boolean {
  return (
    options(value).length > 0 &&
    textsOf(value).length === options(value).length &&
    textsOf(value).every((text) => text === 'nccl')
  )
}
