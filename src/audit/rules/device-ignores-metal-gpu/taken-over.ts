import type { AssignmentSeen, DecisionSeen } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { unparse } from '../../../trace/unparse.ts'
import { deviceName, options } from '../../../trace/value.ts'
import { memoized } from '../../memoized.ts'
import { seen } from '../../observations/seen.ts'
import type { AuditContext } from '../../rule.ts'

/**
 * Whether what an expression chooses is given up for Metal further down, where there is Metal:
 * `device = "cuda" if torch.cuda.is_available() else "cpu"`, and then `if torch.backends.mps.is_available(): device = "mps"`.
 */
export function isTakenOver({ node }: DecisionSeen, context: AuditContext): boolean {
  if (node.kind !== 'conditional') return false
  const own = assignmentOf(context).get(node)
  return own !== undefined && namesOf(own).some((name) => (lastForMetal(context).get(name) ?? -1) >= node.end)
}

/** What each choice is assigned to, itself or as what it makes: `torch.device("cuda" if ... else "cpu")`. */
const assignmentOf = memoized((context: AuditContext): ReadonlyMap<Expression, AssignmentSeen> => {
  const found = new Map<Expression, AssignmentSeen>()
  for (const given of seen(context, 'assignment')) {
    const { value } = given.node
    const inner = value?.kind === 'call' ? value.arguments[0]?.value : value
    if (inner?.kind === 'conditional') found.set(inner, given)
  }
  return found
})

/** Where each name is last made Metal's, on the condition alone that there is Metal. */
const lastForMetal = memoized((context: AuditContext): ReadonlyMap<string, number> => {
  const found = new Map<string, number>()
  for (const given of seen(context, 'assignment'))
    if (isForMetal(given)) for (const name of namesOf(given)) found.set(name, given.node.at)
  return found
})

function isForMetal({ live, value, guards }: AssignmentSeen): boolean {
  return (
    live === 'yes' &&
    options(value).every((option) => deviceName(option) === 'mps') &&
    guards.some(({ side, value: held, basis }) => side && held === true && basis.some(({ fact }) => fact === 'mps'))
  )
}

function namesOf({ node, module, function: around }: AssignmentSeen): readonly string[] {
  return node.targets.map((target) => `${module.path}\0${around?.at ?? -1}\0${unparse(target)}`)
}
