/** Tests for CUDA that make no difference to another device: what is compared goes on as it is. */
import type { CallSeen, ComparisonSeen, DecisionSeen } from '../../trace/observation.ts'
import type { Place } from '../../trace/place.ts'
import type { Expression, Span, Statement } from '../../trace/syntax.ts'
import type { Module } from '../../trace/trace.ts'
import { unparse } from '../../trace/unparse.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'

/** `"gpu" if device.type == "cuda" else device.type`, and an `if` that only writes CUDA's name in another way. */
export function goesOnAsItIs({ module, node, operator }: ComparisonSeen, context: AuditContext): boolean {
  const decision = decisionsByTest(context).get(keyOf(module, node))
  if (!decision || operator === '!=') return false
  const asked = unparse(node.left)
  if (decision.node.kind === 'conditional') return unparse(decision.node.otherwise) === asked
  if (decision.node.kind !== 'if' || decision.node.branches.length > 1) return false
  const { branches, otherwise } = decision.node
  if (otherwise !== undefined)
    return (otherwise.length === 1 && givesBack(otherwise[0], asked)) || movesToAny(decision, asked, context)
  const body = branches[0]?.body ?? []
  return body.some((statement) => sets(statement, asked)) && body.every((statement) => isAbout(statement, asked))
}

/**
 * `batch.to(self.device)` where there is no CUDA, beside `batch.cuda()` on streams of its own: what is left does with any device, unless it
 * does something for the CPU besides.
 */
function movesToAny({ module, node }: DecisionSeen, asked: string, context: AuditContext): boolean {
  if (node.kind !== 'if' || node.otherwise === undefined) return false
  const [first, last] = [node.otherwise[0], node.otherwise.at(-1)]
  if (!first || !last) return false
  const device = asked.replace(/\.type$/, '')
  const body = node.branches[0]?.body ?? []
  const within = { module, at: body[0]?.at ?? node.at, end: body.at(-1)?.end ?? node.at }
  const moved = callsIn({ module, at: first.at, end: last.end }, context)
  const before = new Set(callsIn(within, context).map(({ name }) => name))
  return (
    before.has('.cuda') &&
    moved.some(
      ({
        name,
        node: {
          arguments: [given],
        },
      }) => name === '.to' && given && unparse(given.value) === device,
    ) &&
    moved.every(({ name }) => !FOR_CPU.has(name) || before.has(name))
  )
}

/** What is moved and cast within a place. */
function callsIn({ module, at, end }: Place, context: AuditContext): readonly CallSeen[] {
  return seen(context, 'call', '.to', '.cuda', ...FOR_CPU).filter(
    (call) => call.module === module && call.node.at >= at && call.node.end <= end,
  )
}

const FOR_CPU: ReadonlySet<string> = new Set(['.cpu', '.float', '.double'])

const decisionsByTest = memoized(
  (context: AuditContext): ReadonlyMap<string, DecisionSeen> =>
    new Map(seen(context, 'decision').map((decision) => [keyOf(decision.module, decision.test), decision])),
)

function keyOf({ path }: Module, { at, end }: Span): string {
  return `${path}\0${at}\0${end}`
}

function givesBack(statement: Statement | undefined, asked: string): boolean {
  return statement?.kind === 'return' && statement.value !== undefined && unparse(statement.value) === asked
}

function sets(statement: Statement, asked: string): boolean {
  if (statement.kind === 'if') return blocksOf(statement).some((block) => block.some((inner) => sets(inner, asked)))
  return statement.kind === 'assignment' && statement.targets.some((target) => unparse(target) === asked)
}

/** What sets the device anew, works something out from it, or says something. */
function isAbout(statement: Statement, asked: string): boolean {
  if (statement.kind === 'if')
    return blocksOf(statement).every((block) => block.every((inner) => isAbout(inner, asked)))
  if (statement.kind === 'raise') return true
  if (statement.kind === 'expression') return SAYS.test(calleeOf(statement.value))
  if (statement.kind !== 'assignment' || !statement.value) return false
  return sets(statement, asked) || unparse(statement.value).includes(asked)
}

const SAYS = /^(?:print|warn|warnings\.warn|(?:\w+\.)*log(?:ger|ging)?\.\w+)$/

function calleeOf(node: Expression): string {
  return node.kind === 'call' ? unparse(node.callee) : ''
}

function blocksOf({ branches, otherwise }: Extract<Statement, { kind: 'if' }>): readonly (readonly Statement[])[] {
  return [...branches.map(({ body }) => body), ...(otherwise ? [otherwise] : [])]
}
