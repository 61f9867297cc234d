import type { DecisionSeen } from '../../../trace/observation.ts'
import type { Conditional, Expression, If, Statement, StringLiteral } from '../../../trace/syntax.ts'
import { asUsersAllow } from '../../devices/device-uses.ts'
import type { Edits } from '../../finding/fix-by.ts'
import { assignedTo } from '../../observations/assigned.ts'
import type { AuditContext } from '../../rule.ts'
import { chooseMetal, chooseMetalWithin } from '../../torch/choose-metal.ts'
import { picksCuda } from './picks-cuda.ts'
import { why } from './prose.ts'

/** A Mac ran on its CPU before, and may meet on its GPU what nobody has tried. */
const about = { safety: 'suggested', why } as const

/** Metal in place of the CPU where there is no CUDA and nothing else is asked, so that nobody's wish is passed over. */
export function metalBeforeCpu(decision: DecisionSeen, context: AuditContext): Edits {
  const { node, module, test, value } = decision
  const isPlain = value !== undefined && asksForCudaOnly(test, decision, context)
  if (!isPlain || (node.kind !== 'conditional' && node.kind !== 'if')) return []
  const device = node.kind === 'if' ? cpuOfBranches(node, value) : cpuText(value ? node.then : node.otherwise)
  if (!device) return []
  const choose = node.kind === 'conditional' && isFirstPart(node, device) ? chooseMetalWithin : chooseMetal
  const edits = choose(context, decision, device, '"mps"')
  return asUsersAllow(context, { module, at: device.at }, edits).map((edit) => edit && { ...edit, ...about })
}

/** `torch.cuda.is_available()`, perhaps denied or under a name, and nothing beside it. */
function asksForCudaOnly(test: Expression, decision: DecisionSeen, context: AuditContext): boolean {
  if (test.kind === 'not') return asksForCudaOnly(test.operand, decision, context)
  if (test.kind === 'name') {
    const asked = assignedTo(test.id, decision, context)
    return asked !== undefined && asked.kind !== 'name' && asksForCudaOnly(asked, decision, context)
  }
  const isAsked = decision.basis.every(({ name }) => name === 'torch.cuda.is_available')
  return isAsked && test.kind === 'call' && test.arguments.length === 0 && test.callee.kind === 'attribute'
}

/** The text of a device that is the CPU: `"cpu"`, or the one in `torch.device("cpu")`. */
function cpuText(node: Expression): StringLiteral | undefined {
  if (node.kind === 'string') return node.value === 'cpu' ? node : undefined
  if (node.kind !== 'call' || node.arguments.length !== 1) return undefined
  const { callee } = node
  const name = callee.kind === 'attribute' ? callee.name : callee.kind === 'name' ? callee.id : ''
  const [only] = node.arguments
  return name === 'device' && only?.value.kind === 'string' ? cpuText(only.value) : undefined
}

/** Before the condition of a choice another choice needs parentheses. */
function isFirstPart(node: Conditional, device: StringLiteral): boolean {
  return node.then === device
}

/** In an `if` and its `else` that give CUDA and the CPU to the same name, or return them. */
function cpuOfBranches({ branches, otherwise }: If, value: boolean): StringLiteral | undefined {
  const [first, ...others] = branches
  if (!first || !otherwise || others.length > 0) return undefined
  const [onCpu, onCuda] = value ? [first.body, otherwise] : [otherwise, first.body]
  const targets = onCuda.flatMap((statement) => (picksCuda([statement]) ? (givenBy(statement)?.target ?? []) : []))
  const devices = onCpu.flatMap((statement) => {
    const given = givenBy(statement)
    return given && targets.includes(given.target) ? (cpuText(given.value) ?? []) : []
  })
  return devices.length === 1 ? devices[0] : undefined
}

/** What a statement gives to one name, or returns. */
function givenBy(statement: Statement): { readonly target: string; readonly value: Expression } | undefined {
  if (statement.kind === 'return') return statement.value && { target: 'return', value: statement.value }
  if (statement.kind !== 'assignment' || statement.operator !== undefined || !statement.value) return undefined
  const [only, ...others] = statement.targets
  const target = only && others.length === 0 ? dotted(only) : undefined
  return target === undefined ? undefined : { target, value: statement.value }
}

function dotted(node: Expression): string | undefined {
  if (node.kind === 'name') return node.id
  const object = node.kind === 'attribute' ? dotted(node.object) : undefined
  return object === undefined || node.kind !== 'attribute' ? undefined : `${object}.${node.name}`
}
