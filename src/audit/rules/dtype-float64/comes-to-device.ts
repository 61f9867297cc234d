import type { CallSeen } from '../../../trace/observation.ts'
import type { Module, Trace } from '../../../trace/trace.ts'
import type { Certainty } from '../../../report/report.ts'
import { destinationOfCall } from '../../devices/destination.ts'
import { groupBy } from '../../group-by.ts'
import { memoized } from '../../memoized.ts'
import { isLive } from '../../observations/seen.ts'
import type { AuditContext } from '../../rule.ts'

/**
 * How sure it is that tensors of a type that is made the default come to the device: by what the program itself puts there,
 * or else by what the modules put there that it imports. A notebook that names no device stays on the CPU.
 */
export function comesToDevice({ module }: CallSeen, context: AuditContext): Certainty {
  const placing = placingModules(context)
  if (placing.get(module) !== undefined) return 'certain'
  const others = [...importedBy(module, context.trace)].map((other) => placing.get(other))
  return others.includes('surely') ? 'certain' : others.includes('perhaps') && !module.notebook ? 'likely' : 'possible'
}

/** Modules that put something on a device of which it is not known that it is the CPU: on one that they name, or that they are given. */
const placingModules = memoized((context: AuditContext): ReadonlyMap<Module, 'surely' | 'perhaps'> => {
  const found = new Map<Module, 'surely' | 'perhaps'>()
  for (const call of context.index.byKind.call) {
    const destination = isLive(call) ? destinationOfCall(call) : undefined
    if (destination === undefined || destination === 'cpu') continue
    if (found.get(call.module) !== 'surely') found.set(call.module, destination === 'unknown' ? 'perhaps' : 'surely')
  }
  return found
})

/** The modules of the project that one needs, by whatever way. */
function importedBy(module: Module, trace: Trace): ReadonlySet<Module> {
  const found = new Set<Module>()
  const open = [module]
  for (let next = open.pop(); next; next = open.pop())
    for (const { to } of importsOf(trace).get(next) ?? [])
      if (!found.has(to)) {
        found.add(to)
        open.push(to)
      }
  return found
}

const importsOf = memoized(({ imports }: Trace) => groupBy(imports, ({ from }) => from))
