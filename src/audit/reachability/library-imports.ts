/** Which code of the main path uses a library. */
import type { ImportSeen } from '../../trace/observation.ts'
import type { Library } from '../../knowledge/knowledge.ts'
import { isOwnModule, wayTo } from './import-paths.ts'
import type { AuditContext } from '../rule.ts'
import { isLive, seen } from '../observations/seen.ts'

/** Imports by their top-level module, sorted once for each evaluation: there are thousands, and hundreds of libraries. */
const sorted = new WeakMap<object, ReadonlyMap<string, readonly ImportSeen[]>>()

/** The imports of a library that run on a Mac, unless where their failure is provided for. */
export function importsOf(context: AuditContext, { imports }: Library): readonly ImportSeen[] {
  const [first = '', ...others] = new Set(imports.map((module) => module.split('.')[0] ?? module))
  const candidates = others.length === 0 ? importsByTop(context).get(first) : seen(context, 'import')
  return (candidates ?? []).filter(
    (observation) =>
      isLive(observation) &&
      !isOwnModule(observation.top, context) &&
      imports.some(
        (module) =>
          isWithin(observation.name, module) ||
          observation.names.some((name) => isWithin(`${observation.name}.${name}`, module)),
      ) &&
      wayTo(context, observation) !== 'guarded',
  )
}

function importsByTop(context: AuditContext): ReadonlyMap<string, readonly ImportSeen[]> {
  let found = sorted.get(context.trace)
  if (!found) {
    found = grouped(seen(context, 'import'))
    sorted.set(context.trace, found)
  }
  return found
}

function grouped(imports: readonly ImportSeen[]): ReadonlyMap<string, readonly ImportSeen[]> {
  const groups = new Map<string, ImportSeen[]>()
  for (const observation of imports) {
    const group = groups.get(observation.top)
    if (group) group.push(observation)
    else groups.set(observation.top, [observation])
  }
  return groups
}

function isWithin(name: string, module: string): boolean {
  return name === module || name.startsWith(`${module}.`)
}
