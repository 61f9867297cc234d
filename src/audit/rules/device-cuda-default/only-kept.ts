import type { TracedFunction } from '../../../trace/definition.ts'
import type { DefaultSeen } from '../../../trace/observation.ts'
import { functionsWhere, hasName } from '../../../trace/words.ts'
import type { AuditContext } from '../../rule.ts'

/** Whether a constructor does nothing with a parameter but `self.device = device`, and its class nothing with that. */
export function isOnlyKept(
  { kept, name, module }: DefaultSeen,
  init: TracedFunction | undefined,
  { trace }: AuditContext,
): boolean {
  const owner = init?.owner
  if (!kept || !owner) return false
  const isBase = trace.classes.some(({ bases }) => bases.some((base) => base.kind === 'class' && base.class === owner))
  const methods = functionsWhere(module.words.bodies, (at, within) => within === owner.at && at !== init.at)
  return !isBase && methods.every(({ names }) => !hasName(names, `self.${name}`))
}
