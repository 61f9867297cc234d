/** Which code of the main path uses a library. */
import type { ImportSeen } from '../../trace/observation.ts'
import type { Library } from '../../knowledge/knowledge.ts'
import { isOwnModule, wayTo } from './import-paths.ts'
import type { AuditContext } from '../rule.ts'
import { isLive, seen } from '../observations/seen.ts'

/** The imports of a library that run on a Mac, unless where their failure is provided for. */
export function importsOf(context: AuditContext, { imports }: Library): readonly ImportSeen[] {
  const tops = imports.map((module) => module.split('.')[0] ?? module)
  if (tops.length === 0) return []
  return seen(context, 'import', ...tops).filter(
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

function isWithin(name: string, module: string): boolean {
  return name === module || name.startsWith(`${module}.`)
}
