import type { AssignmentSeen, DecisionSeen } from '../../../trace/observation.ts'
import type { Conditional, Expression, Subscript } from '../../../trace/syntax.ts'
import { askedBesideCuda } from '../../devices/asked-beside-cuda.ts'
import { passedByMetal } from '../../devices/asked-by-name.ts'
import { moveByType } from '../../devices/made-by-type.ts'
import { cpuText, cudaText } from '../../devices/device-text.ts'
import { exchangesAlways } from '../../devices/for-collective.ts'
import { asUsersAllow } from '../../devices/device-uses.ts'
import type { Edits } from '../../finding/fix-by.ts'
import { seen } from '../../observations/seen.ts'
import type { AuditContext } from '../../rule.ts'
import { chooseMetal, chooseMetalWithin, metalInQuotesOf } from '../../torch/choose-metal.ts'
import { whyAsked } from '../../torch/metal-test.ts'
import { byAccelerator } from './edits-by-accelerator.ts'
import { metalInIf } from './edits-of-if.ts'
import { why } from './prose.ts'

/** Metal in place of the CPU where there is no CUDA and all else is as it has to be for CUDA, so that nobody's wish is passed over. */
export function metalBeforeCpu(decision: DecisionSeen, context: AuditContext): Edits {
  const byType = moveByType(context, decision.module)
  if (!byType || exchangesAlways(decision.module, context)) return []
  const own = chosenBy(decision, context)
  return own.length > 0 ? [...own, ...passedByMetal(decision, context), ...byType] : own
}

function chosenBy(decision: DecisionSeen, context: AuditContext): Edits {
  switch (decision.node.kind) {
    case 'conditional':
      return ofConditional(decision, decision.node, context)
    case 'boolean':
      return ofAndOr(decision, context)
    case 'subscript':
      return ofIndex(decision, decision.node, context)
    case 'if':
      return metalInIf(decision, decision.node, context).map(reasoned(context))
    default:
      return []
  }
}

function ofConditional(decision: DecisionSeen, node: Conditional, context: AuditContext): Edits {
  const neutral = byAccelerator(decision, node, context)
  if (neutral) return neutral
  const last = lastOf(node.otherwise)
  const isDenied = cpuText(node.then) !== undefined
  const cpu = isDenied ? node.then : last
  const beside = askedBesideCuda(decision, !isDenied, context)
  const text = cpuText(cpu)
  if (beside && text) return metalFor(decision, text, text === node.then, beside, context)
  return beside && !isDenied ? inPipeline(decision, last, beside, context) : []
}

/** The last part of a choice of several: `"cpu"` of `"cuda" if A else "xpu" if B else "cpu"`. */
function lastOf(node: Expression): Expression {
  return node.kind === 'conditional' ? lastOf(node.otherwise) : node
}

/** `torch.cuda.is_available() and "cuda" or "cpu"`. */
function ofAndOr(decision: DecisionSeen, context: AuditContext): Edits {
  const { node } = decision
  if (node.kind !== 'boolean' || node.operator !== 'or') return []
  const { left, right } = node
  if (left.kind !== 'boolean' || left.operator !== 'and' || !cudaText(left.right)) return []
  const beside = askedBesideCuda({ ...decision, test: left.left }, true, context)
  const text = cpuText(right)
  return beside && text ? metalFor(decision, text, true, beside, context) : []
}

/** `["cpu", "cuda"][torch.cuda.is_available()]`, or the same with a dictionary. */
function ofIndex(decision: DecisionSeen, { object }: Subscript, context: AuditContext): Edits {
  const items =
    object.kind === 'sequence'
      ? object.items
      : object.kind === 'mapping'
        ? object.entries.map(({ value }) => value)
        : []
  const texts = items.flatMap((item) => cpuText(item) ?? [])
  const [text, ...others] = texts
  const beside = askedBesideCuda(decision, true, context)
  return beside && text && others.length === 0 ? metalFor(decision, text, false, beside, context) : []
}

/** `pipeline(device=0 if torch.cuda.is_available() else -1)`: a pipeline of Transformers takes a name as well. */
function inPipeline(decision: DecisionSeen, node: Expression, beside: readonly string[], context: AuditContext): Edits {
  const isNone = node.kind === 'unary' && node.operator === '-' && node.operand.kind === 'number'
  const isGiven = seen(context, 'call', 'transformers.pipeline', 'transformers.pipelines.pipeline').some(
    ({ keywords }) => keywords.get('device')?.argument.value === decision.node,
  )
  return isNone && isGiven ? chooseMetal(context, decision, node, '"mps"', beside).map(reasoned(context)) : []
}

/** @param isPart whether the text stands where another choice needs parentheses */
function metalFor(
  decision: DecisionSeen,
  text: Expression,
  isPart: boolean,
  beside: readonly string[],
  context: AuditContext,
): Edits {
  const choose = isPart ? chooseMetalWithin : chooseMetal
  const edits = choose(context, decision, text, metalInQuotesOf(decision, text), beside)
  return asUsersAllow(context, { module: decision.module, at: text.at }, edits).map(reasoned(context))
}

const reasoned =
  (context: AuditContext) =>
  (edit: Edits[number]): Edits[number] =>
    edit && { ...edit, why: whyAsked(context, why) }

/** Metal in place of CUDA where a switch of the program's own asks for CUDA: who asks gets what the machine has. */
export function metalBySwitch(choice: DecisionSeen | AssignmentSeen, context: AuditContext): Edits {
  if (moveByType(context, choice.module)?.length !== 0) return []
  if (choice.kind === 'assignment')
    return choice.node.value ? inPlaceOfCuda(choice, choice.node.value, false, context) : []
  if (choice.node.kind !== 'conditional') return []
  const { then, otherwise } = choice.node
  const cuda = cudaText(then) ? then : otherwise
  return inPlaceOfCuda(choice, cuda, cuda === then, context)
}

function inPlaceOfCuda(
  choice: DecisionSeen | AssignmentSeen,
  device: Expression,
  isThen: boolean,
  context: AuditContext,
): Edits {
  const text = cudaText(device)
  if (!text) return []
  const choose = isThen && text === device ? chooseMetalWithin : chooseMetal
  const edits = choose(context, choice, text, metalInQuotesOf(choice, text))
  return asUsersAllow(context, { module: choice.module, at: text.at }, edits)
}
