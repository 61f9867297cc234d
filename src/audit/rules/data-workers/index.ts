import { lineageOf } from '../../../trace/definition.ts'
import type { CallSeen } from '../../../trace/observation.ts'
import { unparse } from '../../../trace/unparse.ts'
import type { Value } from '../../../trace/value.ts'
import { mindsMetal } from '../../devices/destination.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { isTrue, type Passed, passedTo, textOf } from '../../observations/call-arguments.ts'
import { fixBy } from '../../finding/fix-by.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { argumentSite } from '../../observations/sites.ts'
import { noWorkersOnMetal } from './edits.ts'
import { fixes, messages, sources, title } from './prose.ts'
import { ofDataSet } from './unpicklable.ts'
import { windowsCases } from './windows-cases.ts'
import { workersWithoutGuard } from './without-guard.ts'

/** Worker processes, which macOS starts anew (spawn) where Linux copies the running one (fork). */
export const rule = {
  code: 'data/workers',
  title,
  words: {
    strong: [
      'set_start_method',
      'collate_fn',
      'persistent_workers',
      'ProcessPoolExecutor',
      'multiprocessing',
      'AsyncVectorEnv',
      'SubprocVectorEnv',
      'Lambda',
      'Windows',
      'win32',
    ],
    given: ['num_workers', 'dataloader_num_workers', 'num_proc'],
    weak: ['DataLoader', 'Pool', 'Process', 'lambda', 'windows'],
  },
  find: (context) => [
    ...liveCalls(context, LOADER, '.__init__', STARTS).flatMap((call) =>
      mindsMetal(call)
        ? []
        : [...ofLoader(call, context), ...ofStart(call), ...(isLoader(call) ? ofDataSet(call, context) : [])],
    ),
    ...windowsCases(context),
    ...workersWithoutGuard(context),
  ],
} satisfies Rule

/** Loaders that can have workers, and functions by which it is said how processes start. */
const LOADER = /DataLoader$/
const STARTS = /^(torch\.)?multiprocessing\.(set_start_method|get_context)$/

/** `DataLoader(...)`, and `super().__init__(...)` in a class that extends it. */
function isLoader({ name, node: { callee }, function: around }: CallSeen): boolean {
  if (name !== '.__init__') return LOADER.test(name)
  const isSuper =
    callee.kind === 'attribute' && callee.object.kind === 'call' && unparse(callee.object.callee) === 'super'
  if (!isSuper || !around?.owner) return false
  return [...lineageOf(around.owner)].some(({ bases }) =>
    bases.some((base) => base.kind === 'external' && LOADER.test(base.name)),
  )
}

/** A loader with workers that is given what cannot be sent to another process. */
function ofLoader(call: CallSeen, context: AuditContext): Draft[] {
  const workers = call.keywords.get('num_workers')
  if (!isLoader(call) || !workers || call.keywords.has('multiprocessing_context')) return []
  const isKnown = workers.value.kind === 'constant'
  if (isKnown && !isTrue(workers.value)) return []
  const sent = ['collate_fn', 'worker_init_fn'].flatMap((name) => call.keywords.get(name) ?? [])
  return sent
    .filter(({ value }) => isLocal(value))
    .map(({ argument }) => ({
      effect: 'blocks',
      certainty: isKnown ? certaintyOf(call) : 'likely',
      message: messages.local,
      subject: { kind: 'setting', name: 'num_workers' },
      sites: [argumentSite(call, argument)],
      causes: [argumentSite(call, workers.argument)],
      sources: sources.spawn,
      fix: fixBy(noWorkersOnMetal(call, workers, context), { effort: 'minutes', summary: fixes.local }),
      group: 'local',
    }))
}

/** A lambda, or a function defined in another: neither can be pickled. */
function isLocal(value: Value): boolean {
  if (value.kind !== 'function') return false
  return value.function.kind === 'lambda' || (value.function.owner === undefined && value.function.around !== undefined)
}

function ofStart(call: CallSeen): Draft[] {
  const method = startMethod(call)
  if (!method || textOf(method.value) !== 'fork') return []
  return [
    {
      effect: 'degrades',
      certainty: 'possible',
      message: messages.fork,
      subject: { kind: 'setting', name: 'start_method', value: 'fork' },
      sites: [argumentSite(call, method.argument)],
      sources: sources.spawn,
      fix: { kind: 'manual', effort: 'minutes', summary: fixes.fork },
      group: 'fork',
    },
  ]
}

function startMethod(call: CallSeen): Passed | undefined {
  if (STARTS.test(call.name)) return passedTo(call, 'method', 0)
  return isLoader(call) ? call.keywords.get('multiprocessing_context') : undefined
}
