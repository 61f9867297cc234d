import type { CallSeen, OptionSeen } from '../../../trace/observation.ts'
import type { Value } from '../../../trace/value.ts'
import type { Module } from '../../../trace/trace.ts'
import { metalIn } from '../../devices/speaks-of-metal.ts'
import type { Edits } from '../../finding/fix-by.ts'
import { memoized } from '../../memoized.ts'
import { seen } from '../../observations/seen.ts'
import { originsOf } from '../../observations/written-sites.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext } from '../../rule.ts'
import { chooseCuda } from '../../torch/choose-cuda.ts'
import { decidedAt } from '../../torch/choose-metal-where-set.ts'

/** CUDA where there is CUDA, at the places where Metal was named; none in tests, which may be for Metal alone. */
export function cudaWhereNamed(call: CallSeen, value: Value, context: AuditContext): Edits {
  if (reachOfModule(call.module) === 'test') return []
  return metalIn(value)
    .flatMap(originsOf)
    .flatMap(({ module, at }) => {
      if (reachOfModule(module) === 'test') return [undefined]
      const given = call.module === module ? call.node.arguments.find((each) => each.value.at === at) : undefined
      if (given) return chooseCuda(context, call, given.value)
      const decided = decidedAt(context, { module, at })
      if (decided) return chooseCuda(context, decided.by, decided.text)
      const option = optionsIn(context).get(module)?.get(at)
      return option ? chooseCuda(context, option, option.defaultArgument?.value) : [undefined]
    })
}

/** Options of the command line by where their defaults are written. */
const optionsIn = memoized((context: AuditContext): ReadonlyMap<Module, ReadonlyMap<number, OptionSeen>> => {
  const found = new Map<Module, Map<number, OptionSeen>>()
  for (const option of seen(context, 'option')) {
    const at = option.defaultArgument?.value.at
    if (at === undefined) continue
    const own = found.get(option.module) ?? new Map<number, OptionSeen>()
    found.set(option.module, own.set(at, option))
  }
  return found
})
