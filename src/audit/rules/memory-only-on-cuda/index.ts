import type { CallSeen, Guard, Observation } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { functionsWhere, hasName } from '../../../trace/words.ts'
import { memoized } from '../../memoized.ts'
import { isCudaBranch } from '../../devices/cuda-branches.ts'
import { cudaGuardOf, isInCudaClass } from '../../devices/cuda-only.ts'
import { fixFor, hasMetalTwin, publicName, sourcesOfEquivalent } from '../../torch/equivalent.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { seen } from '../../observations/seen.ts'
import { guardSite, useSite } from '../../observations/sites.ts'
import { fixBy } from '../../finding/fix-by.ts'
import { beforeThatForCuda } from './edits.ts'
import { messages, sources, title } from './prose.ts'

/** Caches freed, memory measured and work waited for behind a test for CUDA, and nowhere near for Metal. */
export const rule = {
  code: 'memory/only-on-cuda',
  title,
  words: { strong: ['cuda', 'mps'] },
  find: (context) => {
    const answered = testsBesideMetal(context)
    return seen(context, 'call', (name) => PURPOSES.has(publicName(name)))
      .filter(({ module }) => reachOfModule(module) !== 'test')
      .filter(({ guards }) => !guards.some(({ test }) => answered.has(test)))
      .flatMap((call) => draftsOf(call, context))
  },
} satisfies Rule

type Purpose = keyof typeof messages

const PURPOSES: ReadonlyMap<string, Purpose> = new Map(
  Object.entries<Purpose>({
    'torch.cuda.empty_cache': 'frees',
    'torch.cuda.synchronize': 'waits',
    'torch.cuda.memory_allocated': 'measures',
    'torch.cuda.memory_reserved': 'measures',
    'torch.cuda.max_memory_allocated': 'measures',
    'torch.cuda.max_memory_reserved': 'measures',
    'torch.cuda.reset_peak_memory_stats': 'measures',
    'torch.cuda.mem_get_info': 'measures',
    'torch.cuda.memory_stats': 'measures',
    'torch.cuda.get_device_properties': 'measures',
  }),
)

function draftsOf(call: CallSeen, context: AuditContext): Draft[] {
  const purpose = PURPOSES.get(publicName(call.name))
  const guard = purpose && cudaGuardOf(call)
  if (!purpose || !guard || diesOtherwise(call, guard) || isInCudaClass(call)) return []
  // Of what else a device has by way of properties nobody goes without.
  if (publicName(call.name) === PROPERTIES && call.attribute !== 'total_memory') return []
  if (isOfGraphs(call, context) || (purpose === 'waits' && !isTimed(call))) return []
  if (hasMetalTwin(context, call, call.name)) return []
  return [
    {
      // A figure that is not had makes nothing slower.
      effect: purpose === 'measures' ? 'info' : 'degrades',
      certainty: isSure(call, guard, context) ? 'likely' : 'possible',
      message: messages[purpose],
      subject: { kind: 'call', name: publicName(call.name) },
      // A test that is reported by itself leads here.
      ...(isCudaBranch(guard.test, context)
        ? { sites: [useSite(call)], causes: [guardSite(guard.place, guard.test)] }
        : { sites: [guardSite(guard.place, guard.test), useSite(call)] }),
      sources: [...sources, ...sourcesOfEquivalent(context, call.name)],
      fix: fixBy(beforeThatForCuda(call, guard, context), fixFor(context, call.name)),
      group: purpose,
    },
  ]
}

const PROPERTIES = 'torch.cuda.get_device_properties'

/** The tests of every `if` that has a branch for Metal beside the one for CUDA. */
function testsBesideMetal(context: AuditContext): ReadonlySet<Expression> {
  const tests = seen(context, 'decision')
    .filter(({ basis }) => basis.some(({ fact }) => fact === 'mps'))
    .flatMap(({ node }) => (node.kind === 'if' ? node.branches.map(({ test }) => test) : []))
  return new Set(tests)
}

const CLOCKS = ['time', 'perf_counter', 'timeit', 'elapsed', 'Event', 'clock']

/** Whether the function looks at a clock; elsewhere nobody misses the wait. */
function isTimed({ function: around, module: { words } }: CallSeen): boolean {
  const names = around ? functionsWhere(words.bodies, (at) => at === around.at)[0]?.names : words.code
  return names !== undefined && CLOCKS.some((clock) => hasName(names, clock))
}

const OF_GRAPHS = /^torch\.cuda\.(?:graphs\.)?(?:CUDAGraph|graph|make_graphed_callables)$/

/** Whether the function makes a CUDA graph, which Metal has nothing like. */
function isOfGraphs({ function: around, module }: CallSeen, context: AuditContext): boolean {
  return graphsIn(context).some((graph) => graph.module === module && graph.function === around)
}

const graphsIn = memoized((context: AuditContext): readonly Observation[] => [
  ...seen(context, 'call', OF_GRAPHS),
  ...seen(context, 'attribute', OF_GRAPHS),
])

/** Whether the code is dead for another reason than the test for CUDA. */
function diesOtherwise(call: CallSeen, guard: Guard): boolean {
  if (call.live === 'no' && guard.value === undefined) return true
  return call.guards.some(
    ({ value, side, basis }) => value === !side && !basis.some(({ fact }) => fact === 'cuda' || fact === 'device'),
  )
}

/** Where the program chooses no Metal there is nothing on its GPU yet. */
function isSure(call: CallSeen, guard: Guard, { traits }: AuditContext): boolean {
  return guard.value !== undefined && traits.choosesMetal && !isPerDevice(call)
}

/** Asking one of several GPUs, as programs do that choose among them. */
function isPerDevice({ positional }: CallSeen): boolean {
  return positional.length > 0
}
