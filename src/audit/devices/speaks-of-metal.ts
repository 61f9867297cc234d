import type { CallSeen, DecisionSeen, Observation } from '../../trace/observation.ts'
import type { Basis } from '../../trace/place.ts'
import { deviceName, options, type Value } from '../../trace/value.ts'
import { moduleNotOnCuda, distributionNotOnCuda } from '../packages/not-on-cuda.ts'
import { reachOfModule } from '../reachability/reach.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'
import { stops } from './refusals.ts'
import { givesDevice } from './gives-device.ts'

/**
 * Whether code says something of Metal that might hurt on a machine with CUDA: names its device without having asked, calls
 * what only builds for Macs have, prefers it without asking for CUDA, refuses to do without; or whether something is required
 * or imported that is for Macs only. To know whether it does hurt the code is evaluated once more, which most projects are
 * spared by this.
 */
export function speaksOfMetal(context: AuditContext): boolean {
  return (
    context.index.byKind.call.some((call) => isOnMain(call) && namesMetal(call) && !isForMacs(call)) ||
    seen(context, 'decision').some((decision) => isOnMain(decision) && mayHurtWithCuda(decision)) ||
    seen(context, 'import').some(({ name }) => moduleNotOnCuda(name, context) !== undefined) ||
    context.facts.declarations.some(({ name }) => distributionNotOnCuda(name, context) !== undefined)
  )
}

/** Whether code surely runs, and not in tests alone. */
function isOnMain({ live, module }: Observation): boolean {
  return live === 'yes' && reachOfModule(module) === 'main'
}

/** Calls of PyTorch's module for Metal, and what gives models of Core ML. */
const OF_METAL = /^torch\.mps\.|^coremltools\.(?:.*\.)?(?:MLModel|CompiledMLModel|convert)$/

function namesMetal({ name, positional, keywords }: CallSeen): boolean {
  if (OF_METAL.test(name)) return true
  for (const { value } of positional) if (metalIn(value).length > 0) return true
  for (const { value } of keywords.values()) if (metalIn(value).length > 0) return true
  return false
}

/** What a value may be of Metal's device or its name, written down and not chosen by asking the machine. */
export function metalIn(value: Value): readonly Value[] {
  const device = value.kind === 'table' ? value.fields.get('device') : value
  if (device === undefined || asksMachine(device.basis)) return []
  return options(device).filter(
    (option) => deviceName(option) === 'mps' && option.origin !== undefined && !asksMachine(option.basis),
  )
}

/** Whether only a Mac comes to the code: it has been asked whether this is one, or which GPU is there. */
function isForMacs({ guards }: Observation): boolean {
  return guards.some(({ value, side, basis }) => value === side && asksMachine(basis))
}

function asksMachine(basis: readonly Basis[] | undefined): boolean {
  return basis !== undefined && basis.some(({ fact }) => fact === 'mps' || fact === 'cuda' || fact === 'platform')
}

/** Whether a decision for Metal or a Mac chooses that, or spares the program its end, and has not asked for CUDA first. */
function mayHurtWithCuda({ basis, guards, node, branch, value, chosen, rejected }: DecisionSeen): boolean {
  if (basis.length === 0 || basis.some(({ fact }) => fact !== 'mps' && fact !== 'platform')) return false
  if (guards.some((guard) => asksMachine(guard.basis))) return false
  if (node.kind === 'assert') return value === true
  if (node.kind !== 'if') return chosen !== undefined && rejected !== undefined && deviceName(chosen) === 'mps'
  const taken = value === true ? node.branches[branch]?.body : undefined
  const passedOver = value === true ? node.otherwise : value === false ? node.branches[branch]?.body : undefined
  return stops(passedOver) || (taken ?? []).some((statement) => givesDevice(statement, 'mps'))
}
