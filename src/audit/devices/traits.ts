import type { Trace } from '../../trace/trace.ts'
import type { DecisionSeen, Observation } from '../../trace/observation.ts'
import { deviceName, options, type Value } from '../../trace/value.ts'
import { reachOfPath } from '../reachability/reach.ts'
import type { Traits } from '../rule.ts'

/** Reads off the observations what holds for the project as a whole. */
export function traitsOf({ observations }: Trace): Traits {
  const imports = new Set<string>()
  let knowsMetal = false
  let choosesMetal = false
  for (const observation of observations) {
    if (observation.kind === 'import') imports.add(observation.top)
    knowsMetal ||= picksMetal(observation)
    choosesMetal ||= isOnMain(observation) && comesToMetal(observation)
  }
  return { knowsMetal, choosesMetal, imports }
}

function isOnMain(observation: Observation): boolean {
  return observation.live !== 'no' && reachOfPath(observation.module.path) === 'main'
}

/** Many programs hold borrowed code that asks for Metal to mend something; this one has its device in hand. */
function comesToMetal(observation: Observation): boolean {
  switch (observation.kind) {
    case 'import':
      return observation.top === 'mlx'
    case 'call':
      return isMetal(observation.result)
    case 'assignment':
      return isMetal(observation.value)
    case 'decision':
      return (observation.chosen !== undefined && isMetal(observation.chosen)) || returnsMetal(observation)
    default:
      return false
  }
}

/** `if torch.backends.mps.is_available(): return "mps"`, whoever gets to see that. */
function returnsMetal({ node, branch, value, basis }: DecisionSeen): boolean {
  if (node.kind !== 'if' || value !== true || !basis.some(({ fact }) => fact === 'mps')) return false
  const last = node.branches[branch]?.body.at(-1)
  return last?.kind === 'return' && last.value?.kind === 'string' && last.value.value === 'mps'
}

function isMetal(value: Value): boolean {
  return options(value).some((option) => deviceName(option) === 'mps')
}

/** A live decision by a test for Metal, or the name of Metal's device where a device is made, on the main path. */
function picksMetal(observation: Observation): boolean {
  if (!isOnMain(observation)) return false
  if (observation.kind === 'import') return observation.top === 'mlx'
  if (observation.kind === 'decision') {
    return observation.basis.some(({ fact, name }) => fact === 'mps' && !name.startsWith('torch.accelerator'))
  }
  if (observation.kind !== 'call') return false
  return options(observation.result).some((value) => value.kind === 'device' && deviceName(value) === 'mps')
}
