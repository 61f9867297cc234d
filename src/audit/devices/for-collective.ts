import type { TracedFunction } from '../../trace/definition.ts'
import type { CallSeen } from '../../trace/observation.ts'
import { hasName } from '../../trace/words.ts'
import type { Module } from '../../trace/trace.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import { joinedWith } from '../reachability/joined-modules.ts'
import { reachOfModule } from '../reachability/reach.ts'
import type { AuditContext } from '../rule.ts'
import { bodyHas, wanted } from './body-names.ts'

/** What processes exchange tensors by. */
const COLLECTIVES = wanted(['all_reduce', 'all_gather', 'broadcast', 'reduce_scatter', 'gather', 'all_to_all'])

/** What a function says that computes by a network as well. */
const COMPUTES = wanted(['backward', 'no_grad', 'eval', 'train', 'forward', 'model', 'net', 'network', 'criterion'])

/**
 * Whether a call stands in a function that does no more than exchange tensors among processes. On a Mac these go by gloo, which
 * takes those of the CPU (pytorch/pytorch#160732, #189853).
 */
export function isForCollective({ function: around }: CallSeen): boolean {
  return around !== undefined && exchanges(around)
}

const exchanges = memoized(
  (own: TracedFunction): boolean =>
    speaksOfProcesses(own.module) && bodyHas(own, COLLECTIVES) && !bodyHas(own, COMPUTES),
)

/** Also `torch.distributed`, which need not be imported by itself. */
function speaksOfProcesses({ words: { imports, code } }: Module): boolean {
  return hasName(imports, 'distributed') || hasName(code, 'distributed')
}

/**
 * Whether code that is joined with a module exchanges tensors among processes however many there are: on a Mac it does so on the
 * CPU, and with a device of Metal it raises.
 */
export function exchangesAlways(module: Module, context: AuditContext): boolean {
  return exchanging(context).has(joinedWith(module, context))
}

const EXCHANGE =
  /^torch\.distributed\.(?:all_reduce|all_gather|broadcast|reduce|gather|scatter|reduce_scatter|all_to_all)$|^horovod\.torch\.(?:allreduce|allgather|broadcast)\w*$/

const exchanging = memoized((context: AuditContext): ReadonlySet<Module> => {
  const always = seen(context, 'call', EXCHANGE, 'torch.distributed.init_process_group', 'horovod.torch.init').filter(
    ({ live, guards, module }) => live === 'yes' && guards.length === 0 && reachOfModule(module) !== 'test',
  )
  const begun = new Set(
    always.filter(({ name }) => !EXCHANGE.test(name)).map((call) => joinedWith(call.module, context)),
  )
  const exchanged = always.filter(({ name }) => EXCHANGE.test(name)).map((call) => joinedWith(call.module, context))
  return new Set(exchanged.filter((module) => begun.has(module)))
})
