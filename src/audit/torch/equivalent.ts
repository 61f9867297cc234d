import { callFact, equivalentOf } from '../../knowledge/calls.ts'
import type { CallFact } from '../../knowledge/knowledge.ts'
import type { Observation } from '../../trace/observation.ts'
import type { Source } from '../../report/report.ts'
import type { AuditContext, ManualFix } from '../rule.ts'
import { memoized } from '../memoized.ts'
import { isLive, seen } from '../observations/seen.ts'
import { torchVersion } from './torch-version.ts'

const WITHOUT_EQUIVALENT = 'Metal has nothing like it: call it on CUDA only.'

/** `torch.cuda.memory.empty_cache` and `torch.cuda.random.seed` are `torch.cuda.empty_cache` and `torch.cuda.seed`. */
export function publicName(name: string): string {
  return name.replace(/^torch\.cuda\.(memory|random|streams|graphs)\./, 'torch.cuda.')
}

/** What is recorded of a call in a build without CUDA, under its own name or its shorter public one. */
export function recordedCall(context: AuditContext, name: string): CallFact | undefined {
  return callFact(context.knowledge, name) ?? callFact(context.knowledge, publicName(name))
}

/** What to write instead of a CUDA call. */
export function fixFor(context: AuditContext, name: string): ManualFix {
  const found = equivalentOf(context.knowledge, publicName(name), torchVersion(context))
  const forms = [found?.neutral, found?.mps].filter((form) => form !== undefined)
  const note = found?.note
  const advice =
    forms.length === 0
      ? (note ?? WITHOUT_EQUIVALENT)
      : note?.startsWith('Leave ')
        ? `Use ${forms.join(' or ')}, or l${note.slice(1)}`
        : `Use ${forms.join(' or ')}.${note ? ` ${note}` : ''}`
  return { kind: 'manual', effort: 'minutes', summary: advice }
}

export function sourcesOfEquivalent(context: AuditContext, name: string): readonly Source[] {
  return equivalentOf(context.knowledge, publicName(name), torchVersion(context))?.sources ?? []
}

const OF_METAL = /^torch\.(mps|accelerator)\./

/** Calls and mentions of Metal's own functions in live code, by function and name. */
const metalNames = memoized((context: AuditContext): ReadonlySet<string> => {
  const named = [...seen(context, 'call', OF_METAL), ...seen(context, 'attribute', OF_METAL)]
  return new Set(named.filter(isLive).map((other) => within(other, other.name)))
})

/** Whether the function around a CUDA call does the same for Metal elsewhere, by whatever condition. */
export function hasMetalTwin(context: AuditContext, observation: Observation, name: string): boolean {
  const found = equivalentOf(context.knowledge, publicName(name), undefined)
  const twins = [found?.mps, found?.neutral].filter((twin) => twin !== undefined)
  return twins.some((twin) => metalNames(context).has(within(observation, twin)))
}

function within({ module, function: around }: Observation, name: string): string {
  return `${module.path}\0${around?.at ?? -1}\0${name}`
}
