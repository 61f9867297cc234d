/** Tests for CUDA's name behind a choice of a device: what they let be moved has to be moved to Metal too, or the choice is half made. */
import type { CallSeen, DecisionSeen } from '../../trace/observation.ts'
import type { Basis } from '../../trace/place.ts'
import { codeAt } from '../../trace/site.ts'
import type { Comparison, Expression, Statement } from '../../trace/syntax.ts'
import { unparse } from '../../trace/unparse.ts'
import { editAt, insertAt } from '../finding/edit-at.ts'
import type { Edits } from '../finding/fix-by.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'
import { recordedCall } from '../torch/equivalent.ts'
import { type CudaBranch, branchesForCuda } from './cuda-branches.ts'
import { moveToDevice } from './in-scope/put-on-device.ts'

/**
 * The edits by which Metal passes the tests for CUDA's name that are asked of what a decision gives, where those do nothing but move
 * something: none where there are no such tests. An edit that cannot be made stands for a test that moves, or decides anew, in a way
 * that is a person's to change.
 */
export function passedByMetal(decision: DecisionSeen, context: AuditContext): Edits {
  const places = decision.basis.filter(({ fact }) => fact === 'cuda').map(keyOf)
  const branches = new Set(places.flatMap((place) => branchesByBasis(context).get(place) ?? []))
  return [...branches]
    .filter((branch) => branch.decisions.every(({ node }) => node !== decision.node))
    .flatMap((branch) => editsOf(branch, context))
}

/** A test for CUDA's name with what is decided by it. */
interface Asking extends CudaBranch {
  readonly decisions: readonly DecisionSeen[]
}

const branchesByBasis = memoized((context: AuditContext): ReadonlyMap<string, readonly Asking[]> => {
  const byTest = groupBy(
    seen(context, 'decision').filter(({ node, basis }) => node.kind === 'if' && basis.length > 0),
    ({ test }) => test,
  )
  const found = branchesForCuda(context).flatMap((branch) => {
    const decisions = [...branch.tests.flatMap((test) => byTest.get(test) ?? []), ...branch.kept]
    const asking: Asking = { ...branch, decisions }
    const places = new Set(decisions.flatMap(({ basis }) => basis.map(keyOf)))
    return [...places].map((place) => ({ place, asking }))
  })
  return new Map(
    [...groupBy(found, ({ place }) => place)].map(([place, all]) => [place, all.map(({ asking }) => asking)]),
  )
})

function keyOf({ place: { module, at } }: Basis): string {
  return `${module.path}\0${at}`
}

function editsOf({ comparison, decisions }: Asking, context: AuditContext): Edits {
  const asked = subjectOf(comparison.node)
  const moving = decisions.filter((decision) => moves(decision, asked, context))
  if (moving.length === 0) return []
  const isPlain = decisions.every((decision) => onlyMoves(decision, context))
  if (!isPlain) return [undefined]
  const calls = moving.flatMap(({ test }) => movesBehind(context).get(test) ?? [])
  return [
    letMetalPass(comparison, decisions),
    ...calls.flatMap((call) => (call.name === '.cuda' ? moveToDevice(context, call) : [])),
  ]
}

/** `"cuda" in str(device) or "mps" in str(device)`, `device.type in ("cuda", "mps")`. */
function letMetalPass({ module, node }: CudaBranch['comparison'], decisions: readonly DecisionSeen[]): Edits[number] {
  const [only, ...others] = node.rest
  const about = { safety: 'safe', why } as const
  if (!only || others.length > 0) return undefined
  const { left } = node
  const { operator, right } = only
  if (operator === '==' && isCuda(right)) {
    const text = codeAt({ module, at: right.at, end: right.end })
    const metal = text?.endsWith("'") ? "'mps'" : '"mps"'
    return editAt({ module }, { at: left.end, end: node.end }, ` in (${text ?? ''}, ${metal})`, about)
  }
  const own = codeAt({ module, at: node.at, end: node.end })
  if (operator !== 'in' || !isCuda(left) || own === undefined || !decisions.every(({ test }) => test === node))
    return undefined
  return insertAt({ module }, node.end, ` or ${own.replace('cuda', 'mps')}`, about)
}

const why =
  'Metal, where the device is chosen so, goes the way of CUDA here: what is behind this moves things to the device. With CUDA and without a GPU nothing changes.'

function isCuda(node: Expression): boolean {
  return node.kind === 'string' && node.value === 'cuda'
}

/** What is compared with CUDA's name. */
function subjectOf({ left, rest }: Comparison): string {
  const right = rest[0]?.right
  const subject = left.kind === 'string' && right ? right : left
  return unparse(subject)
    .replace(/^str\((.*)\)$/, '$1')
    .replace(/\.type$/, '')
}

/** Whether something is moved where the test holds, or the device is set anew. */
function moves({ test, node, branch }: DecisionSeen, asked: string, context: AuditContext): boolean {
  const bodies = node.kind === 'if' ? [node.branches[branch]?.body ?? [], node.otherwise ?? []] : []
  return movesBehind(context).has(test) || bodies.some((body) => body.some((statement) => sets(statement, asked)))
}

function sets(statement: Statement, asked: string): boolean {
  return statement.kind === 'assignment' && statement.targets.some((target) => unparse(target) === asked)
}

/** Whether a decision does nothing but move, say something or set what is for speed, and says something at most where it does not hold. */
function onlyMoves({ node, branch }: DecisionSeen, context: AuditContext): boolean {
  if (node.kind !== 'if' || node.branches.length !== 1) return false
  const body = node.branches[branch]?.body ?? []
  return (
    body.every((statement) => isMove(statement) || isHarmless(statement, context)) &&
    (node.otherwise ?? []).every((statement) => isHarmless(statement, context))
  )
}

/** `model.to(device)`, `model = model.cuda()`, `model = nn.DataParallel(model)`: one GPU is not divided. */
function isMove(statement: Statement): boolean {
  const value = statement.kind === 'expression' || statement.kind === 'assignment' ? statement.value : undefined
  if (value?.kind !== 'call') return false
  if (/(?:^|\.)DataParallel$/.test(unparse(value.callee))) return true
  return (
    value.callee.kind === 'attribute' &&
    /^(?:to|cuda)$/.test(value.callee.name) &&
    !/cuda/.test(value.arguments.map(({ value: given }) => unparse(given)).join())
  )
}

const SAYS = /^(?:print\w*|(?:\w+\.)*log(?:ger|ging)?(?:\.\w+)?)$/
const FOR_SPEED = /^(?:torch\.backends\.)?cudnn\.\w+$/

function isHarmless(statement: Statement, context: AuditContext): boolean {
  if (statement.kind === 'assignment') return statement.targets.every((target) => FOR_SPEED.test(unparse(target)))
  if (statement.kind !== 'expression') return statement.kind === 'pass'
  const { value } = statement
  if (value.kind !== 'call') return value.kind === 'string'
  const called = Array.from(unparse(value).matchAll(/torch\.cuda\.\w+/g), ([name]) => name)
  const isSaid = SAYS.test(unparse(value.callee)) || called.includes(unparse(value.callee))
  return isSaid && called.every((name) => recordedCall(context, name)?.behaviour === 'returns')
}

/** What is moved to a device behind each test. */
const movesBehind = memoized((context: AuditContext): ReadonlyMap<Expression, readonly CallSeen[]> => {
  const found = seen(context, 'call', '.to', '.cuda').flatMap((call) => call.guards.map(({ test }) => ({ test, call })))
  return new Map([...groupBy(found, ({ test }) => test)].map(([test, all]) => [test, all.map(({ call }) => call)]))
})
