import type { ComparisonSeen } from '../../../trace/observation.ts'
import type { Module } from '../../../trace/trace.ts'
import { options, type Value } from '../../../trace/value.ts'
import { textOf } from '../../observations/call-arguments.ts'
import { guardSite } from '../../observations/sites.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { fix, messages, sources } from './prose.ts'

/** `if "CUDAExecutionProvider" in get_available_providers(): ...`, where nothing in the module asks for Core ML. */
export function asksForCudaAlone(context: AuditContext): Draft[] {
  const aware = modulesWithCoreMl(context)
  return seen(context, 'comparison')
    .filter((comparison) => isLive(comparison) && asks(comparison) && reachOfModule(comparison.module) !== 'test')
    .filter((comparison) => !aware.has(comparison.module) && !onlyCounts(comparison))
    .map((comparison) => ({
      effect: 'ignores-gpu',
      certainty: certaintyOf(comparison, 'likely'),
      message: messages.asked,
      subject: { kind: 'setting', name: 'providers', value: 'CUDAExecutionProvider' },
      sites: [guardSite(comparison, comparison.node)],
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
      backend: 'other',
      group: 'asked',
    }))
}

/** `if "CUDAExecutionProvider" in get_available_providers(): return 8`: how many threads there are is no choice of a provider. */
function onlyCounts({ block = [] }: ComparisonSeen): boolean {
  return (
    block.length > 0 &&
    block.every(
      (statement) =>
        (statement.kind === 'return' || statement.kind === 'assignment') && statement.value?.kind === 'number',
    )
  )
}

function asks({ operator, left }: ComparisonSeen): boolean {
  return operator === 'in' && options(left).every((option) => textOf(option) === 'CUDAExecutionProvider')
}

/** The modules that compare with Core ML's provider, or have it in a list. */
function modulesWithCoreMl(context: AuditContext): ReadonlySet<Module> {
  const compared = seen(context, 'comparison').filter(({ left, right }) => namesCoreMl(left) || namesCoreMl(right))
  const listed = seen(context, 'assignment').filter(({ value }) => namesCoreMl(value))
  return new Set([...compared, ...listed].map(({ module }) => module))
}

function namesCoreMl(value: Value): boolean {
  return options(value).some((option) =>
    option.kind === 'collection' ? option.items.some(namesCoreMl) : textOf(option) === 'CoreMLExecutionProvider',
  )
}
