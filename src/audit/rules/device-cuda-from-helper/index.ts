import type { CallSeen } from '../../../trace/observation.ts'
import type { TracedFunction } from '../../../trace/definition.ts'
import { deviceName, options, type Value } from '../../../trace/value.ts'
import type { Draft, Rule } from '../../rule.ts'
import { WITHOUT_NAME } from '../../observations/asked.ts'
import { isLive, originsOf, seen, siteOf } from '../../observations/seen.ts'
import { fix, message, sources, title } from './prose.ts'

/** Calls of the project's own functions that give CUDA, alone or among other things, whatever they are passed. */
export const rule = {
  code: 'device/cuda-from-helper',
  title,
  find(context) {
    const callers = new Map<TracedFunction, CallSeen[]>()
    for (const call of seen(context, 'call', WITHOUT_NAME)) {
      const state = isLive(call) ? helperOf(call) : undefined
      if (state) callers.set(state, [...(callers.get(state) ?? []), call])
    }
    return [...callers.values()].flatMap(draftOf)
  },
} satisfies Rule

function draftOf(calls: readonly CallSeen[]): Draft[] {
  const [first] = calls
  const state = first && helperOf(first)
  if (!first || !state) return []
  return [
    {
      effect: 'blocks',
      certainty: 'likely',
      message: message(state.name),
      sites: calls.map((call) => siteOf(call)),
      causes: cudaAmong(first.result).flatMap(originsOf),
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
