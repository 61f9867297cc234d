import { lineageOf, type TracedClass } from '../../trace/definition.ts'
import type { Observation } from '../../trace/observation.ts'
import type { AuditContext } from '../rule.ts'
import { isModuleClass } from './destination.ts'
import { modelsOnMetal } from './models-on-metal.ts'
import { takesMetal } from './takes-metal.ts'

/**
 * How sure it is that a network takes to Metal what the code around an observation gives it; undefined outside of networks,
 * unless it is done to a layer, which some network will keep: `weight_norm(nn.Conv1d(1, 8, 3))`.
 */
export function takenToMetal(observation: Observation, context: AuditContext): 'surely' | 'perhaps' | undefined {
  const owner = observation.function?.owner
  if (owner === undefined || !isModuleClass(owner)) return isDoneToLayer(observation) ? 'perhaps' : undefined
  const isThere = modelsOnMetal(context).has({ kind: 'object', class: owner })
  return isThere || (isOfLightning(owner) && takesMetal(context)) ? 'surely' : 'perhaps'
}

function isDoneToLayer(observation: Observation): boolean {
  const given = observation.kind === 'call' ? observation.positional[0]?.value : undefined
  return given?.kind === 'instance' && /^torch\.nn\.[A-Z]/.test(given.of)
}

/** Whether a network is one that Lightning's Trainer moves. */
function isOfLightning(owner: TracedClass): boolean {
  return [...lineageOf(owner)].some(({ bases }) =>
    bases.some((base) => base.kind === 'external' && base.name.endsWith('.LightningModule')),
  )
}
