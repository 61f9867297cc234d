import type { CallSeen, DecisionSeen, Observation } from '../../trace/observation.ts'
import { deviceName, options, type Value } from '../../trace/value.ts'
import type { Module } from '../../trace/trace.ts'
import type { ObservationIndex } from '../observations/observation-index.ts'
import { reachOfPath } from '../reachability/reach.ts'
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
    ...call.filter(({ result }) => isMetal(result)),
    ...assignment.filter(({ value }) => isMetal(value)),
  ]
  return new Set(choosing.filter(isOnMain).map(({ module }) => module))
}

function isOnMain(observation: Observation): boolean {
  return observation.live !== 'no' && reachOfPath(observation.module.path) === 'main'
}

/** Whether a decision tests for Metal. */
function asksForMetal({ basis }: DecisionSeen): boolean {
  return basis.some(({ fact, name }) => fact === 'mps' && !name.startsWith('torch.accelerator'))
}

/** Whether a call makes a device by Metal's name. */
function makesMetal({ result }: CallSeen): boolean {
  return options(result).some((value) => value.kind === 'device' && deviceName(value) === 'mps')
}

function choosesMetal(decision: DecisionSeen): boolean {
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
