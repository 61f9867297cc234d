import { unparse } from '../../../trace/unparse.ts'
import type { TracedFunction } from '../../../trace/definition.ts'
import type { CallSeen } from '../../../trace/observation.ts'
import type { Module } from '../../../trace/trace.ts'
import { options, type Value } from '../../../trace/value.ts'
import { groupBy } from '../../group-by.ts'
import { memoized } from '../../memoized.ts'
import { isTrue, type Passed, passedTo, textOf } from '../../observations/call-arguments.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { argumentSite, useSite } from '../../observations/sites.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { fixBy } from '../../finding/fix-by.ts'
import { noWorkersOnMetal } from './edits.ts'
import { fixes, messages, sources } from './prose.ts'

/**
 * Worker processes that a script starts as it is read. On a Mac each of them reads the script anew, comes to the same line and
 * raises; on Linux it is a copy that goes on behind it.
 */
export function workersWithoutGuard(context: AuditContext): readonly Draft[] {
  const forking = forkingModules(context)
  const isRead = (module: Module): boolean => isReadAsScript(module, context) && !forking.has(module)
  return liveCalls(context, ...STARTING).flatMap((call) => {
    const started = startedBy(call)
    if (!started || forking.has(call.module) || !entriesOf(call, context).some(isRead)) return []
    return [
      {
        effect: 'blocks',
        certainty: certaintyOf(call, 'likely'),
        message: messages.guard,
        subject: { kind: 'other', name: 'worker processes' },
        sites: [started === 'itself' ? useSite(call) : argumentSite(call, started.argument)],
        sources: sources.guard,
        fix: fixBy(started === 'itself' ? [] : noWorkersOnMetal(call, started, context), {
          effort: 'minutes',
          summary: fixes.guard,
        }),
        group: 'guard',
      },
    ]
  })
}

/** What starts processes by being called, also where a library does so: environments to learn in, each in a process. */
const STARTS =
  /^(?:(?:torch\.)?multiprocessing\.(?:pool\.)?(?:Pool|Process)|concurrent\.futures\.(?:process\.)?ProcessPoolExecutor|(?:gym|gymnasium)\.vector\.(?:\w+\.)?AsyncVectorEnv|tianshou\.env\.(?:\w+\.)?SubprocVectorEnv)$/

const STARTING = [{ given: /^(?:dataloader_)?num_workers$/ }, { given: 'num_proc' }, STARTS] as const

/** Who counts processors gets some. */
const COUNTS = /^(?:os|multiprocessing)\.(?:cpu_count|process_cpu_count)$/

function startedBy(call: CallSeen): 'itself' | Passed | undefined {
  if (STARTS.test(call.name)) return 'itself'
  const workers =
    call.keywords.get('num_workers') ?? call.keywords.get('dataloader_num_workers') ?? call.keywords.get('num_proc')
  const isLoader = /(?:Loader|TrainingArguments|Config|\.map|\.filter)$/.test(call.name)
  // One process is the running one to data sets.
  const isOne = call.keywords.has('num_proc') && workers?.value.kind === 'constant' && workers.value.value === 1
  if (!workers || isOne || !isLoader || call.keywords.has('multiprocessing_context') || !isSome(workers.value))
    return undefined
  return workers
}

function isSome(value: Value): boolean {
  return options(value).every((own) => isTrue(own) || (own.kind === 'instance' && COUNTS.test(own.of)))
}

/** The modules that see to it that processes are copies of the running one, as on Linux. */
function forkingModules(context: AuditContext): ReadonlySet<Module> {
  const starts = seen(context, 'call', /^(?:torch\.)?multiprocessing\.(?:set_start_method|get_context)$/)
  const forks = starts.filter((call) => isLive(call) && textOf(passedTo(call, 'method', 0)?.value) === 'fork')
  return new Set(forks.map(({ module }) => module))
}

/** The modules that come to a call as they are read, by way of the functions around it. */
function entriesOf(call: CallSeen, context: AuditContext): readonly Module[] {
  const entries: Module[] = []
  const visited = new Set<TracedFunction>()
  const visit = (from: CallSeen): void => {
    if (isGuarded(from)) return
    if (!from.function) entries.push(from.module)
    else if (!visited.has(from.function)) {
      visited.add(from.function)
      for (const caller of callersOf(context).get(from.function) ?? []) visit(caller)
    }
  }
  visit(call)
  return entries
}

const callersOf = memoized((context: AuditContext): ReadonlyMap<TracedFunction | undefined, readonly CallSeen[]> =>
  groupBy(
    seen(context, 'call', '').filter((call) => isLive(call) && calledBy(call) !== undefined),
    calledBy,
  ),
)

function calledBy({ callee }: CallSeen): TracedFunction | undefined {
  return callee?.kind === 'function' ? callee.function : callee?.kind === 'class' ? callee.class.init : undefined
}

function isGuarded({ guards }: CallSeen): boolean {
  return guards.some(({ test }) => unparse(test).includes('__name__'))
}

/** Whether a module is run by itself and holds nothing back for that; what others import is read by them. */
function isReadAsScript(module: Module, { trace }: AuditContext): boolean {
  return !module.notebook && !module.script && !module.package && trace.imports.every(({ to }) => to !== module)
}
