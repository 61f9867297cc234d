import type { CallSeen } from '../../../trace/observation.ts'
import type { TracedFunction } from '../../../trace/definition.ts'
import { siteOfPlace } from '../../../trace/site.ts'
import { deviceName, options, type Value } from '../../../trace/value.ts'
import { isDefault } from '../../devices/default-origins.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { isLive, seen } from '../../observations/seen.ts'
import { originsOf } from '../../observations/written-sites.ts'
import { useSite } from '../../observations/sites.ts'
import { WITHOUT_NAME } from '../../observations/asked.ts'
import { fix, message, sources, title } from './prose.ts'

/** Calls of the project's own functions that give CUDA, alone or among other things, whatever they are passed. */
export const rule = {
  code: 'device/cuda-from-helper',
  title,
  words: { strong: ['cuda'], weak: ['device', 'DEVICE', 'Device', 'dev'] },
  find(context) {
    const callers = new Map<TracedFunction, CallSeen[]>()
    for (const call of seen(context, 'call', WITHOUT_NAME)) {
      const state = isLive(call) ? helperOf(call) : undefined
      if (state) callers.set(state, [...(callers.get(state) ?? []), call])
    }
    return [...callers.values()].flatMap((calls) => draftOf(calls, context))
  },
} satisfies Rule

function draftOf(calls: readonly CallSeen[], context: AuditContext): Draft[] {
  const [first] = calls
  const state = first && helperOf(first)
  if (!first || !state) return []
  const origins = cudaAmong(first.result).flatMap(originsOf)
  // A default by which the helper gives CUDA is reported where it stands; with it, what the helper gives changes.
  if (origins.length > 0 && origins.every((origin) => isDefault(origin, context))) return []
  return [
    {
      effect: 'blocks',
      certainty: 'likely',
      message: message(state.name),
      subject: { kind: 'call', name: state.name },
      sites: calls.map(useSite),
      causes: origins.map(siteOfPlace),
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
    },
  ]
}

/** The function that is called, if it gives CUDA and has no parameter by which to ask for something else. */
function helperOf(call: CallSeen): TracedFunction | undefined {
  if (call.callee?.kind !== 'function') return undefined
  const { function: helper } = call.callee
  if (cudaAmong(call.result).length === 0) return undefined
  return helper.parameters.some(({ name }) => /dev|gpu|cuda|accelerator|backend/i.test(name)) ? undefined : helper
}

/** What of a result is CUDA and nothing else: the result itself, or an item of it. */
function cudaAmong(result: Value): readonly Value[] {
  const items = result.kind === 'collection' ? result.items : [result]
  // A list of names is what may be had, not what one gets.
  if (items.filter((item) => options(item).some((option) => deviceName(option) !== undefined)).length > 1) return []
  return items.filter(
    (item) => item.kind !== 'unknown' && options(item).every((option) => deviceName(option) === 'cuda'),
  )
}
