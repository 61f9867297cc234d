import type { AssignmentSeen, DecisionSeen, Guard, Observation } from '../../trace/observation.ts'
import type { Expression } from '../../trace/syntax.ts'
import { unparse } from '../../trace/unparse.ts'
import { deviceName, options, type Value } from '../../trace/value.ts'
import { memoized } from '../memoized.ts'
import { mayRun, seen } from '../observations/seen.ts'
import { reachOfModule } from '../reachability/reach.ts'
import type { AuditContext } from '../rule.ts'
import { metalAwareness } from './metal-awareness.ts'

/**
 * Choices between CUDA and the CPU by a switch of the program's own: `"cuda" if args.gpu else "cpu"`, and the assignments of
 * CUDA on one side of a condition that have one of the CPU on the other. They are reported as choices, not for naming CUDA.
 */
export const switchedDevices = memoized((context: AuditContext): readonly (DecisionSeen | AssignmentSeen)[] => {
  const aware = metalAwareness(context)
  const isOfInterest = (observation: Observation): boolean =>
    mayRun(observation) && reachOfModule(observation.module) !== 'test' && !aware(observation)
  const conditionals = seen(context, 'decision').filter((decision) => isBySwitch(decision) && isOfInterest(decision))
  const devices = seen(context, 'assignment').filter(({ value }) => isOn(value, 'cuda') || isOn(value, 'cpu'))
  return [...conditionals, ...pairsOf(devices.filter(isOfInterest))]
})

function isBySwitch({ node, basis, value, chosen }: DecisionSeen): boolean {
  if (node.kind !== 'conditional' || basis.length > 0 || value !== undefined) return false
  // A type of tensors is another rule's.
  return !mentionsMetal(node) && !(chosen && options(chosen).every(({ kind }) => kind === 'external'))
}

/** The assignments of CUDA that have one of the CPU to the same name on the other side of their condition. */
function pairsOf(assignments: readonly AssignmentSeen[]): readonly AssignmentSeen[] {
  const onCpu = new Set(
    assignments.flatMap((assignment) => {
      const guard = switchAround(assignment)
      return guard && isOn(assignment.value, 'cpu') ? [keyOf(assignment, guard, !guard.side)] : []
    }),
  )
  return assignments.filter((assignment) => {
    const guard = switchAround(assignment)
    return guard !== undefined && isOn(assignment.value, 'cuda') && onCpu.has(keyOf(assignment, guard, guard.side))
  })
}

/** The innermost condition, when nothing is known of it and it does not ask for Metal. */
export function switchAround({ guards }: AssignmentSeen): Guard | undefined {
  const guard = guards.at(-1)
  if (guard?.value !== undefined || !guard || guard.basis.length > 0) return undefined
  return mentionsMetal(guard.test) ? undefined : guard
}

function keyOf({ module, target }: AssignmentSeen, { test }: Guard, side: boolean): string {
  return `${module.path}\0${test.at}\0${side}\0${target}`
}

/** Whether a value is one device, by the hand of whoever wrote it and not by what the machine said. */
function isOn(value: Value, device: string): boolean {
  return !value.basis?.length && options(value).every((option) => deviceName(option) === device)
}

function mentionsMetal(node: Expression): boolean {
  return /mps|metal|darwin/i.test(unparse(node))
}
