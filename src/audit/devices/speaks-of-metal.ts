import type { CallSeen, DecisionSeen, Guard, Observation } from '../../trace/observation.ts'
import { deviceName, options, type Value } from '../../trace/value.ts'
import { libraryForMacs } from '../packages/for-macs-only.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'

/**
 * Whether code says something of Metal that might hurt on a machine with CUDA: names its device, calls what only builds for
 * Macs have, or prefers it without asking for CUDA first; or whether something is required or imported that is for Macs only.
 * To know whether it does hurt the code is evaluated once more, which most projects are spared by this.
 */
export function speaksOfMetal(context: AuditContext): boolean {
  return (
    context.index.byKind.call.some((call) => namesMetal(call) && !isForMacs(call)) ||
    seen(context, 'assignment').some((given) => mayBeMetal(given.value) && !isForMacs(given)) ||
    seen(context, 'decision').some((decision) => asksForMetalFirst(decision, context)) ||
    seen(context, 'import').some(({ name }) => libraryForMacs(name, context) !== undefined) ||
    context.facts.declarations.some(({ name }) => libraryForMacs(name, context) !== undefined)
  )
}

/** Calls of PyTorch's module for Metal. */
const OF_METAL = /^torch\.mps\./

function namesMetal({ name, positional, keywords }: CallSeen): boolean {
  if (OF_METAL.test(name)) return true
  for (const { value } of positional) if (mayBeMetal(value)) return true
  for (const { value } of keywords.values()) if (mayBeMetal(value)) return true
  return false
}

/** Whether a value is Metal's device or its name, or may be among others. */
export function mayBeMetal(value: Value): boolean {
  const device = value.kind === 'table' ? value.fields.get('device') : value
  return device !== undefined && options(device).some((option) => deviceName(option) === 'mps')
}

/** Whether only a Mac comes to the code: it has been asked whether this is one, or whether Metal is there. */
function isForMacs({ guards }: Observation): boolean {
  return guards.some(
    ({ value, side, basis }: Guard) =>
      value === side && basis.some(({ fact }) => fact === 'mps' || fact === 'platform'),
  )
}

function asksForMetalFirst({ basis, guards, node }: DecisionSeen, context: AuditContext): boolean {
  const asked = [...basis, ...guards.flatMap((guard) => guard.basis)]
  if (!asked.some(({ fact }) => fact === 'mps') || asked.some(({ fact }) => fact === 'cuda')) return false
  // `if cuda: ... elif mps: ...` is one statement with a decision for each of its tests.
  return !seen(context, 'decision').some((other) => other.node === node && other.basis.some(({ fact }) => fact === 'cuda'))
}
