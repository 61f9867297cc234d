import type { Observation } from '../evaluate/observation.ts'
import { deviceName, options, type Value } from '../evaluate/value.ts'
import type { AuditContext } from './rule.ts'
import { seen } from './seen.ts'

/**
 * Tells of an observation whether the function around it, or the module's own code, says something of Metal: there the
 * silence about it in one branch is meant.
 */
export function metalAwareness(context: AuditContext): (observation: Observation) => boolean {
  const compared = seen(context, 'comparison').filter(({ left, right }) => [left, right].some(namesMetal))
  const decided = seen(context, 'decision').filter(({ basis }) => basis.some(({ fact }) => fact === 'mps'))
  const aware = new Set([...compared, ...decided].map(placeKey))
  return (observation) => aware.has(placeKey(observation))
}

function namesMetal(value: Value): boolean {
  return options(value).some((option) =>
    option.kind === 'collection' ? option.items.some((item) => deviceName(item) === 'mps') : deviceName(option) === 'mps',
  )
}

function placeKey({ module, function: around }: Observation): string {
  return `${module.file.path}\0${around?.definition.at ?? -1}`
}
