/** What becomes of a comparison that is no test by itself: the flag that it is kept in, and who asks for that or is given it. */
import type { AssignmentSeen, CallSeen, ComparisonSeen, DecisionSeen, Observation } from '../../trace/observation.ts'
import type { Argument, Expression, Span } from '../../trace/syntax.ts'
import type { Module } from '../../trace/trace.ts'
import { unparse } from '../../trace/unparse.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { mayRun, seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'
import { autocastOf } from '../torch/autocast.ts'
import { mayBeCuda } from './calls-naming-cuda.ts'

/** The assignment that keeps a comparison as a flag. */
export function keepingOf(comparison: ComparisonSeen, context: AuditContext): AssignmentSeen | undefined {
  return flagsOf(context).get(keyOf(comparison.module, comparison.node))?.given
}

/** The decisions that ask for nothing but the flag that a comparison is kept in: an attribute in its module, a name in its function. */
export function decidedBy(comparison: ComparisonSeen, context: AuditContext): readonly DecisionSeen[] {
  const flag = flagOf(comparison, context)
  if (flag === undefined) return []
  const isKnownTo = (each: string, { module, function: around }: Observation): boolean =>
    module === comparison.module && (each.includes('.') || around === comparison.function)
  const copies = (assignmentsOf(context).get(flag) ?? []).filter(({ given }) => isKnownTo(flag, given))
  return [flag, ...copies.map(({ target }) => target)].flatMap((each) =>
    (decisionsByTest(context).get(each) ?? []).filter((decision) => isKnownTo(each, decision)),
  )
}

/** The arguments by which a comparison, or the flag that it is kept in, is handed on: `enabled=device.type == "cuda"`. */
export function handedOn(comparison: ComparisonSeen, context: AuditContext): readonly Handed[] {
  const { module, node } = comparison
  const direct = argumentsAt(context).get(keyOf(module, node))
  if (direct) return isOfInterest(direct) ? [direct] : []
  const flag = flagOf(comparison, context)
  if (flag === undefined || HARMLESS.test(flag)) return []
  return handedOnAs(flag, module, context).filter(
    (handed) => isOfInterest(handed) && (flag.includes('.') || handed.call.function === comparison.function),
  )
}

/** The arguments by which what a name or attribute holds is handed on in a module: `use_cuda=self.use_cuda`. */
export function handedOnAs(text: string, module: Module, context: AuditContext): readonly Handed[] {
  return argumentsByText(context).get(`${module.path}\0${text}`) ?? []
}

/** An argument with its name, and the call that is given it. */
export interface Handed {
  readonly call: CallSeen
  readonly argument: Argument
}

/** What only makes copies from the CPU faster with CUDA, and does nothing for Metal. */
const HARMLESS = /pin|non_?blocking/i

/** Not where the argument or the call names CUDA itself: what it is for is then told where that is, or CUDA's own. */
function isOfInterest({ call, argument: { name = '' } }: Handed): boolean {
  if (HARMLESS.test(name) || /cuda/i.test(name) || !mayRun(call)) return false
  const autocast = autocastOf(call)
  return !autocast || (!autocast.ofCuda && !(autocast.device && mayBeCuda(autocast.device.value)))
}

function flagOf({ module, node }: ComparisonSeen, context: AuditContext): string | undefined {
  return flagsOf(context).get(keyOf(module, node))?.flag
}

/** What comparisons are given to, as it is written. */
const flagsOf = memoized(
  (context: AuditContext): ReadonlyMap<string, { readonly flag: string; readonly given: AssignmentSeen }> =>
    new Map(
      seen(context, 'assignment').flatMap((given) => {
        const { value, targets } = given.node
        const [target] = targets
        return value && isComparison(value) && target
          ? [[keyOf(given.module, value), { flag: unparse(target), given }] as const]
          : []
      }),
    ),
)

/** The assignments that hand something on as it is or as one of two, by what that is: `self.gpu = gpu if d is None else on_cuda`. */
const assignmentsOf = memoized((context: AuditContext) =>
  groupBy(
    seen(context, 'assignment').flatMap((given) => {
      const { value, targets } = given.node
      const [target] = targets
      const taken = value && target ? operandsOf(value) : []
      return taken.map((operand) => ({ operand, given, target: target ? unparse(target) : '' }))
    }),
    ({ operand }) => operand,
  ),
)

function operandsOf(node: Expression): readonly string[] {
  if (node.kind === 'conditional') return [node.then, node.otherwise].flatMap(flagIn)
  return node.kind === 'boolean' ? [node.left, node.right].flatMap(flagIn) : flagIn(node)
}

function flagIn(node: Expression): readonly string[] {
  return node.kind === 'name' || node.kind === 'attribute' ? [unparse(node)] : []
}

const decisionsByTest = memoized((context: AuditContext) =>
  groupBy(
    seen(context, 'decision').filter(({ node }) => node.kind === 'if'),
    ({ test }) => unparse(test.kind === 'not' ? test.operand : test),
  ),
)

const namedArguments = memoized((context: AuditContext): readonly Handed[] =>
  seen(context, 'call', { given: () => true }).flatMap((call) =>
    Array.from(call.keywords.values(), ({ argument }) => ({ call, argument })),
  ),
)

const argumentsAt = memoized(
  (context: AuditContext): ReadonlyMap<string, Handed> =>
    new Map(
      namedArguments(context).flatMap((handed) =>
        isComparison(handed.argument.value)
          ? [[keyOf(handed.call.module, handed.argument.value), handed] as const]
          : [],
      ),
    ),
)

const argumentsByText = memoized((context: AuditContext): ReadonlyMap<string, readonly Handed[]> =>
  groupBy(
    namedArguments(context).filter(({ argument: { value } }) => value.kind === 'name' || value.kind === 'attribute'),
    ({ call, argument }) => `${call.module.path}\0${unparse(argument.value)}`,
  ),
)

/** A comparison, also in its form as a method: `device.startswith("cuda")`. */
function isComparison(node: Expression): boolean {
  if (node.kind === 'comparison') return true
  return node.kind === 'call' && node.callee.kind === 'attribute' && node.callee.name === 'startswith'
}

function keyOf({ path }: Module, { at, end }: Span): string {
  return `${path}\0${at}\0${end}`
}
