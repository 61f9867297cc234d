import type { AssignmentSeen, DecisionSeen } from '../../../trace/observation.ts'
import { codeAt, indentationAt, lineEndBehind } from '../../../trace/site.ts'
import type { Expression, If, Statement } from '../../../trace/syntax.ts'
import { unparse } from '../../../trace/unparse.ts'
import { askedBesideCuda } from '../../devices/asked-beside-cuda.ts'
import { cpuText, cudaText } from '../../devices/device-text.ts'
import { asUsersAllow } from '../../devices/device-uses.ts'
import { insertAt } from '../../finding/edit-at.ts'
import type { Edits } from '../../finding/fix-by.ts'
import { seen } from '../../observations/seen.ts'
import type { AuditContext } from '../../rule.ts'
import { chooseMetal, metalInQuotesOf } from '../../torch/choose-metal.ts'
import { metalTestAt } from '../../torch/metal-test.ts'
import { type Pick, picksCuda } from './picks-cuda.ts'

/** Metal where an `if` gives CUDA to something, or leaves it on the CPU. */
export function metalInIf(decision: DecisionSeen, node: If, context: AuditContext): Edits {
  const own = node.branches[decision.branch]?.body ?? []
  const others = node.branches.slice(decision.branch + 1).map(({ body }) => body)
  if (picksCuda(own)) {
    const beside = askedBesideCuda(decision, true, context)
    if (!beside) return []
    const last = node.otherwise ?? []
    const text = textOnCpu(last, own)
    if (text) return own.some(movesToCuda) ? [] : inPlaceOfCpu(decision, text, beside, context)
    return others.length === 0 && last.length === 0 ? metalFirst(decision, node, own, beside, context) : []
  }
  const beside = askedBesideCuda(decision, false, context)
  const text = beside && textOnCpu(own, node.otherwise ?? [])
  return text ? inPlaceOfCpu(decision, text, beside, context) : []
}

/** Whether a statement moves something to CUDA, which stays where it is on the way without: `to_cuda(batch)`, `x = x.cuda()`. */
function movesToCuda(statement: Statement): boolean {
  const value = statement.kind === 'expression' || statement.kind === 'assignment' ? statement.value : undefined
  if (value?.kind !== 'call') return false
  const { callee } = value
  const name = callee.kind === 'attribute' ? callee.name : callee.kind === 'name' ? callee.id : ''
  return /^to$|(?:^|_)cuda_?$/.test(name)
}

function inPlaceOfCpu(
  decision: DecisionSeen,
  text: Expression,
  beside: readonly string[],
  context: AuditContext,
): Edits {
  const edits = chooseMetal(context, decision, text, metalInQuotesOf(decision, text), beside)
  return asUsersAllow(context, { module: decision.module, at: text.at }, edits)
}

/** The name of the CPU that a block gives to what another gives CUDA to, or to the only thing that it gives it to. */
function textOnCpu(body: readonly Statement[], others: readonly Statement[]): Expression | undefined {
  const targets = new Set(
    others.flatMap((statement) => (picksCuda([statement]) ? (givenBy(statement)?.target ?? []) : [])),
  )
  const found = body.flatMap((statement) => {
    const given = givenBy(statement)
    const text = given && (targets.size === 0 || targets.has(given.target)) ? cpuText(given.value) : undefined
    return text ?? []
  })
  return found.length === 1 ? found[0] : undefined
}

/** What a statement gives to one name, or returns. */
function givenBy(statement: Statement): { readonly target: string; readonly value: Expression } | undefined {
  if (statement.kind === 'return') return statement.value && { target: 'return', value: statement.value }
  if (statement.kind !== 'assignment' || statement.operator !== undefined || !statement.value) return undefined
  const [only, ...others] = statement.targets
  return only && others.length === 0 ? { target: unparse(only), value: statement.value } : undefined
}

/**
 * Where only CUDA is asked for, and what was set before stays otherwise: the name of the CPU that was set before, or an `if`
 * for Metal before that for CUDA. Nothing is put behind a block, of which not every line is known.
 */
function metalFirst(
  decision: DecisionSeen,
  node: If,
  body: readonly Statement[],
  beside: readonly string[],
  context: AuditContext,
): Edits {
  const picks = body.filter(
    (statement): statement is Pick => picksCuda([statement]) && givenBy(statement) !== undefined,
  )
  const [pick, ...others] = picks
  const given = pick && givenBy(pick)
  if (!pick || !given || others.length > 0) return []
  const before = beside.length === 0 ? setBefore(decision, given.target, context) : undefined
  if (before) return inPlaceOfCpu(decision, before, beside, context)
  return node.branches.length === 1 ? ifForMetal(decision, node, { pick, ...given }, beside, context) : []
}

/** `device = "cpu"` before the decision, in the same block and with nothing in between. */
function setBefore(decision: DecisionSeen, target: string, context: AuditContext): Expression | undefined {
  const set = seen(context, 'assignment').filter(
    (given) => given.module === decision.module && given.function === decision.function && isSet(given, target),
  )
  const [only, ...others] = set.filter(({ node }) => node.at < decision.node.at || node.at >= decision.node.end)
  if (!only?.node.value || others.length > 0 || only.node.end > decision.node.at) return undefined
  return only.guards.length === decision.guards.length ? cpuText(only.node.value) : undefined
}

function isSet({ node }: AssignmentSeen, target: string): boolean {
  return node.targets.some((each) => unparse(each) === target)
}

interface Given {
  readonly pick: Pick
  readonly target: string
  readonly value: Expression
}

function ifForMetal(
  decision: DecisionSeen,
  node: If,
  { pick, target, value }: Given,
  beside: readonly string[],
  context: AuditContext,
): Edits {
  const { module } = decision
  const test = metalTestAt(context, { ...decision, at: node.at })
  const metal = metalLike(decision, value)
  const indentation = indentationAt({ module, at: node.at })
  if (!test || metal === undefined || indentation === undefined) return [undefined]
  const inner = indentationAt({ module, at: pick.at }) ?? `${indentation}    `
  const statement = target === 'return' ? `return ${metal}` : `${target} = ${metal}`
  const asked = [test.code, ...beside].join(' and ')
  const lines = [`if ${asked}:`, `${inner}${statement}`, indentation]
  const text = lines.join(lineEndBehind({ module, at: node.at }))
  return [insertAt(decision, node.at, text, { safety: test.safety, why: '' })]
}

/** The device of Metal in the form of one of CUDA: `torch.device("mps")` for `torch.device("cuda:0")`. */
function metalLike({ module }: DecisionSeen, value: Expression): string | undefined {
  const text = cudaText(value)
  if (!text) return undefined
  const quoted = metalInQuotesOf({ module }, text)
  if (text === value) return quoted
  const callee = value.kind === 'call' ? codeAt({ module, at: value.callee.at, end: value.callee.end }) : undefined
  return callee === undefined ? undefined : `${callee}(${quoted})`
}
