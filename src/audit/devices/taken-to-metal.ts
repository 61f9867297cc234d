import { lineageOf, type TracedClass } from '../../trace/definition.ts'
import type { Observation } from '../../trace/observation.ts'
import type { AuditContext } from '../rule.ts'
import { isModuleClass } from './destination.ts'
import { modelsOnMetal } from './models-on-metal.ts'
import { takesMetal } from './takes-metal.ts'

/** How sure it is that a network takes to Metal what the code around an observation gives it; undefined outside of networks. */
export function takenToMetal(
  { function: around }: Observation,
  context: AuditContext,
): 'surely' | 'perhaps' | undefined {
  const owner = around?.owner
  if (owner === undefined || !isModuleClass(owner)) return undefined
  const isThere = modelsOnMetal(context).has({ kind: 'object', class: owner })
  return isThere || (isOfLightning(owner) && takesMetal(context)) ? 'surely' : 'perhaps'
}

/** Whether a network is one that Lightning's Trainer moves. */
function isOfLightning(owner: TracedClass): boolean {
  return [...lineageOf(owner)].some(({ bases }) =>
    bases.some((base) => base.kind === 'external' && base.name.endsWith('.LightningModule')),
  )
}
