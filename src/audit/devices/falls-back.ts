/** Where a program goes on on the CPU because there is no CUDA. */
import type { DecisionSeen } from '../../trace/observation.ts'
import { deviceName } from '../../trace/value.ts'
import type { Assignment, Call, Expression, Statement } from '../../trace/syntax.ts'
import type { AuditContext } from '../rule.ts'
import { isLive, seen } from '../observations/seen.ts'

/** Whether a decision asks for CUDA and for no Metal. */
export function asksForCudaAlone({ basis }: DecisionSeen): boolean {
  return basis.some(({ fact }) => fact === 'cuda') && basis.every(({ fact }) => fact !== 'mps')
}

/** What an `if` sets to the CPU where there is no CUDA: `device` in `if not torch.cuda.is_available(): device = "cpu"`. */
export function setToCpu(decision: DecisionSeen): readonly string[] {
  const { node, branch, value } = decision
  if (node.kind !== 'if' || value === false || !asksForCudaAlone(decision)) return []
  return (node.branches[branch]?.body ?? []).flatMap(cpuGivenBy)
}

/** What an `if` switches off where there is no CUDA: `args.cpu = True`, `use_cuda = False`. */
export function switchedOff(decision: DecisionSeen): readonly Assignment[] {
  const { node, branch, value } = decision
  if (node.kind !== 'if' || value === false || !asksForCudaAlone(decision)) return []
  return switchesIn(node.branches[branch]?.body ?? [])
}

/** The lines of a block that tell a program to use the CPU: `args.cpu = True`, `use_cuda = False`. */
export function switchesIn(body: readonly Statement[]): readonly Assignment[] {
  return body.flatMap((statement) => (isSwitch(statement) ? [statement] : []))
}

/** Flags by which a program is told to use the CPU, and to use the GPU. */
const FOR_CPU = /^(?:use_|force_|on_|run_on_)?cpu(?:_only)?$|^(?:no|disable|without)_?(?:cuda|gpus?)$/i
const FOR_GPU = /^(?:use_|enable_|with_|on_|n_|num_|ngpu)?_?(?:cuda|gpus?)(?:_?(?:id|ids|index|use|to_use))?$|^ngpus?$/i

function isSwitch(statement: Statement): statement is Assignment {
  if (statement.kind !== 'assignment' || !statement.value) return false
  const on = statement.value.kind === 'constant' && statement.value.value === true
  const off = isNothing(statement.value)
  return statement.targets.flatMap(ownName).some((name) => (on && FOR_CPU.test(name)) || (off && FOR_GPU.test(name)))
}

/** False, None, 0, -1 or an empty list. */
function isNothing(node: Expression): boolean {
  if (node.kind === 'unary') return node.operator === '-' && node.operand.kind === 'number'
  if (node.kind === 'sequence') return node.items.length === 0
  return node.kind === 'number' ? node.value === 0 : node.kind === 'constant' && node.value !== true
}

/** Whether an `if` gives the CPU back where there is no CUDA: `if not torch.cuda.is_available(): return torch.device("cpu")`. */
export function returnsCpu(decision: DecisionSeen): boolean {
  const { node, branch, value } = decision
  if (node.kind !== 'if' || value === false || !asksForCudaAlone(decision)) return false
  const last = node.branches[branch]?.body.at(-1)
  return last?.kind === 'return' && last.value !== undefined && isCpu(last.value)
}

/** The lines that give the CPU for want of CUDA: `device = "cpu"`, `return torch.device("cpu")`. */
export function cpuLinesOf(decision: DecisionSeen): readonly (Assignment | Return)[] {
  const { node, branch, value } = decision
  if (node.kind !== 'if' || value === false || !asksForCudaAlone(decision)) return []
  return cpuLinesIn(node.branches[branch]?.body ?? [])
}

/** `device = torch.device("cpu")` for want of CUDA, where another branch gives the same name something else. */
export function isCpuInsteadOfOther(decision: DecisionSeen): boolean {
  const { node, branch } = decision
  const names = new Set(setToCpu(decision).filter((name) => /dev|accel/i.test(name)))
  if (node.kind !== 'if' || names.size === 0) return false
  const others = [...node.branches.slice(branch + 1).map(({ body }) => body), node.otherwise ?? []]
  return others
    .flat()
    .some(
      (own) =>
        own.kind === 'assignment' &&
        cpuGivenBy(own).length === 0 &&
        own.targets.flatMap(ownName).some((name) => names.has(name)),
    )
}

/** The lines of a block that give the CPU. */
export function cpuLinesIn(body: readonly Statement[]): readonly (Assignment | Return)[] {
  return body.flatMap((statement): readonly (Assignment | Return)[] => {
    if (statement.kind === 'assignment') return cpuGivenBy(statement).length > 0 ? [statement] : []
    return statement.kind === 'return' && statement.value && isCpu(statement.value) ? [statement] : []
  })
}

type Return = Extract<Statement, { kind: 'return' }>

/** The names that a statement gives the CPU to: `device = "cpu"`. */
export function cpuGivenBy(statement: Statement): readonly string[] {
  if (statement.kind !== 'assignment' || !statement.value || !isCpu(statement.value)) return []
  return statement.targets.flatMap(ownName)
}

/** What an `if` sets to the CPU or to Metal where there is no CUDA: `device = "mps" if mps.is_available() else "cpu"`. */
function setToOther(decision: DecisionSeen): readonly string[] {
  const { node, branch, value } = decision
  if (node.kind !== 'if' || value === false || !asksForCudaAlone(decision)) return []
  return (node.branches[branch]?.body ?? []).flatMap((statement) => {
    const given = statement.kind === 'assignment' ? statement.value : undefined
    const device = given && inDevice(given)
    const isChoice = device?.kind === 'conditional' && isCpu(device.otherwise)
    return isChoice && statement.kind === 'assignment' ? statement.targets.flatMap(ownName) : cpuGivenBy(statement)
  })
}

/** What a device is made of, `torch.device("cpu")`, or else itself. */
function inDevice(node: Expression): Expression {
  const [only] = node.kind === 'call' && ownName(node.callee).includes('device') ? node.arguments : []
  return only?.value ?? node
}

/** The CPU, also as the only one of a list. */
function isCpu(node: Expression): boolean {
  if (node.kind === 'sequence') {
    const [only, ...others] = node.items
    return only !== undefined && others.length === 0 && isCpu(only)
  }
  if (node.kind === 'call') {
    const [first] = node.arguments
    return ownName(node.callee).includes('device') && first !== undefined && isCpu(first.value)
  }
  return node.kind === 'string' && node.value === 'cpu'
}

/** What a conditional expression passes over in favour of the CPU: `args.device if torch.cuda.is_available() else "cpu"`. */
function passedOver(decision: DecisionSeen): readonly string[] {
  const { node, chosen } = decision
  if (node.kind !== 'conditional' || !asksForCudaAlone(decision)) return []
  return chosen && /^(?:cpu|mps)$/.test(deviceName(chosen) ?? '')
    ? [node.then, node.otherwise].flatMap(deviceIn).flatMap(ownName)
    : []
}

/** What a device is made of, `torch.device(device)`, or else itself. */
function deviceIn(node: Expression): readonly Expression[] {
  if (node.kind !== 'call' || lookedUp(node) !== undefined) return [node]
  return ownName(node.callee).includes('device') ? node.arguments.map(({ value }) => value) : []
}

/** The setting that a call looks up: `config.get("device")`. */
function lookedUp({ callee, arguments: [key] }: Call): string | undefined {
  const isLookup = callee.kind === 'attribute' && callee.name === 'get'
  return isLookup && key?.value.kind === 'string' ? key.value.value : undefined
}

/** The name of a variable, an attribute or a setting: `config["accelerator"]`. */
function ownName(node: Expression): readonly string[] {
  if (node.kind === 'call') return [lookedUp(node) ?? []].flat()
  if (node.kind === 'attribute') return [node.name]
  const [key] = node.kind === 'subscript' ? node.index : []
  if (key?.kind === 'string') return [key.value]
  return node.kind === 'name' ? [node.id] : []
}

/** The decisions after which something is on another device for want of CUDA, by the name of that. */
export function fallbacksOf(context: AuditContext): ReadonlyMap<string, readonly DecisionSeen[]> {
  const found = new Map<string, DecisionSeen[]>()
  for (const decision of seen(context, 'decision').filter(isLive))
    for (const name of [...setToOther(decision), ...passedOver(decision)])
      found.set(name, [...(found.get(name) ?? []), decision])
  return found
}
