/** Which code of the main path uses a library. */
import type { ImportSeen } from '../../trace/observation.ts'
import type { Library } from '../../knowledge/knowledge.ts'
import { isOwnModule, wayTo } from './import-paths.ts'
import { libraryOf, required } from '../packages/needs.ts'
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

/**
 * Whether a project does without a library until somebody asks for what needs it: it says what it requires and leaves the
 * library out, and imports it nowhere but in functions.
 */
export function isDoneWithout(context: AuditContext, library: Library): boolean {
  const needs = required(context)
  if (needs.length === 0 || needs.some(({ declaration }) => libraryOf(context, declaration) === library)) return false
  const imports = importsOf(context, library)
  return imports.length > 0 && imports.every(({ function: around }) => around !== undefined)
}

function isWithin(name: string, module: string): boolean {
  return name === module || name.startsWith(`${module}.`)
}
