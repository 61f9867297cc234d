import type { CallSeen, DecisionSeen, Observation } from '../../trace/observation.ts'
import { deviceName, options, UNKNOWN, type Value } from '../../trace/value.ts'
import type { Module } from '../../trace/trace.ts'
import type { ObservationIndex } from '../observations/observation-index.ts'
import { reachOfModule } from '../reachability/reach.ts'
import type { Traits } from '../rule.ts'

/** Reads off the observations what holds for the project as a whole. */
export function traitsOf({ byKind, named }: ObservationIndex): Traits {
  const { call: calls, decision: decisions } = byKind
  const usesMlx = byKind.import.some((imported) => imported.top === 'mlx' && isOnMain(imported))
  return {
    knowsMetal:
      usesMlx ||
      decisions.some((decision) => asksForMetal(decision) && isOnMain(decision)) ||
      calls.some((call) => makesMetal(call) && isOnMain(call)),
    choosesMetal: choosersOf({ byKind }).size > 0,
    imports: new Set(named.get('import')?.keys()),
  }
}

/**
 * The modules of the main path that come to Metal's device by themselves. Many programs hold borrowed code that asks for Metal
 * to mend something; these have their device in hand.
 */
export function choosersOf({ byKind }: Pick<ObservationIndex, 'byKind'>): ReadonlySet<Module> {
  const { call, decision, assignment, import: imports } = byKind
  const choosing = [
    ...imports.filter(({ top }) => top === 'mlx'),
    ...decision.filter(choosesMetal),
    ...call.filter((made) => isMetal(made.result) || makesMetal(made)),
    ...assignment.filter(({ value }) => isMetal(value)),
  ]
  return new Set(choosing.filter(isOnMain).map(({ module }) => module))
}

function isOnMain(observation: Observation): boolean {
  return observation.live !== 'no' && reachOfModule(observation.module) === 'main'
}

/** Whether a decision tests for Metal. */
function asksForMetal({ basis }: DecisionSeen): boolean {
  return basis.some(({ fact, name }) => fact === 'mps' && !name.startsWith('torch.accelerator'))
}

/** Whether a call makes a device by Metal's name, or makes Metal the default. */
function makesMetal({ name, result, positional, keywords }: CallSeen): boolean {
  if (name === 'torch.set_default_device') return isMetal((keywords.get('device') ?? positional[0])?.value ?? UNKNOWN)
  return options(result).some((value) => value.kind === 'device' && deviceName(value) === 'mps')
}

/** Whether a decision comes to Metal's device on a Mac. */
export function choosesMetal(decision: DecisionSeen): boolean {
  return (decision.chosen !== undefined && isMetal(decision.chosen)) || returnsMetal(decision)
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
