/** Where code asks for CUDA by name, and so goes another way with Metal. */
import type { ComparisonSeen, DecisionSeen, Observation } from '../../trace/observation.ts'
import type { Place } from '../../trace/place.ts'
import type { Expression, If, Span, Statement } from '../../trace/syntax.ts'
import { unparse } from '../../trace/unparse.ts'
import { options, type Value } from '../../trace/value.ts'
import { memoized } from '../memoized.ts'
import { innermost, type NestedSpans, nestedSpans } from '../observations/nested-spans.ts'
import { mayRun, seen } from '../observations/seen.ts'
import { reachOfModule } from '../reachability/reach.ts'
import { speaksOfSeveral } from '../reachability/several-processes.ts'
import type { AuditContext } from '../rule.ts'
import { returnsCpu, setToCpu } from './falls-back.ts'
import { goesOnAsItIs } from './goes-on-as-it-is.ts'
import { decidedBy, type Handed, handedOn } from './kept-comparisons.ts'
import { metalAwareness } from './metal-awareness.ts'
import { precisionWithoutCuda } from './precision.ts'
import { refusalsOf } from './refusals.ts'

/** A comparison with CUDA's name, and the tests that it decides. */
export interface CudaBranch {
  readonly comparison: ComparisonSeen
  readonly tests: readonly Expression[]
  /** The decisions that it is kept for, as a flag: `self.use_cuda = device == "cuda"`. */
  readonly kept: readonly DecisionSeen[]
  /** Where nothing is decided by it here: the arguments by which it is handed on. */
  readonly handed: readonly Handed[]
}

/** Those of which no more particular finding tells. */
export const cudaBranches = memoized((context: AuditContext): readonly CudaBranch[] => {
  const aware = metalAwareness(context)
  return branchesForCuda(context).filter(({ comparison }) => !aware(comparison))
})

/** `if device == "cuda": torch.backends.cudnn.benchmark = True`, of which Metal has nothing. */
function onlySetsUpCuda({ block = [] }: ComparisonSeen): boolean {
  return block.length > 0 && block.every(setsUpCuda)
}

function setsUpCuda(statement: Statement): boolean {
  if (statement.kind !== 'assignment') return false
  return statement.targets.every((target) => /^(?:torch\.)?(?:backends\.)?(?:cudnn|cuda)\.\w/.test(unparse(target)))
}

/** The same also in code that thinks of Metal somewhere. */
export const branchesForCuda = memoized((context: AuditContext): readonly CudaBranch[] => {
  const decisions = seen(context, 'decision').filter(({ basis }) => basis.length > 0)
  const refused = refusalsOf(context).map(({ decision }) => decision)
  const reported = testsOf([...decisions.filter(isReportedOtherwise), ...refused])
  const branches = testsOf(decisions.filter((decision) => isBranch(decision) && !isAboutSeveral(decision)))
  return seen(context, 'comparison')
    .filter(
      (comparison) =>
        mayRun(comparison) &&
        asksForCuda(comparison) &&
        mayBeDevice(comparison) &&
        !isForAnyOther(comparison) &&
        !onlySetsUpCuda(comparison) &&
        !goesOnAsItIs(comparison, context),
    )
    .filter(({ module }) => reachOfModule(module) !== 'test')
    .filter((comparison) => !innermost(reported, placeOf(comparison, comparison.node)))
    .map((comparison) => {
      const tests = around(branches, placeOf(comparison, comparison.node))
      const kept = decidedBy(comparison, context)
      const isDecided = tests.length > 0 || kept.length > 0
      return { comparison, tests, kept, handed: isDecided ? [] : handedOn(comparison, context) }
    })
    .filter(({ tests, kept, handed }) => tests.length > 0 || kept.length > 0 || handed.length > 0)
})

/** Whether a test is reported for asking for CUDA by name. */
export function isCudaBranch(test: Expression, context: AuditContext): boolean {
  return testsForCuda(context).has(test)
}

const testsForCuda = memoized(
  (context: AuditContext): ReadonlySet<Expression> => new Set(cudaBranches(context).flatMap(({ tests }) => tests)),
)

/** An `if` whose calls of torch.cuda, whose device or whose precision is what findings tell of. */
function isReportedOtherwise(decision: DecisionSeen): boolean {
  return (
    onlyCallsCuda(decision) ||
    setToCpu(decision).length > 0 ||
    returnsCpu(decision) ||
    precisionWithoutCuda(decision) !== undefined
  )
}

function testsOf(decisions: readonly DecisionSeen[]): NestedSpans<Expression> {
  return nestedSpans(decisions.map((decision) => ({ place: placeOf(decision, decision.test), of: decision.test })))
}

function around(spans: NestedSpans<Expression>, place: Place): readonly Expression[] {
  const found: Expression[] = []
  for (let span = innermost(spans, place); span; span = span.around) found.push(span.of)
  return found
}

function placeOf({ module }: Observation, { at, end }: Span): Place {
  return { module, at, end }
}

/** An assertion has no other branch, but that a list of devices lets no other by; what is chosen where NCCL is not is right for Metal too. */
function isBranch({ node, test }: DecisionSeen): boolean {
  if (node.kind === 'conditional') return node.then.kind !== 'string' || node.then.value !== 'nccl'
  if (node.kind === 'if' && node.otherwise === undefined && node.branches.every(({ body }) => checksOnly(body)))
    return false
  return node.kind !== 'assert' || isListOfDevices(test)
}

/** Whether a block does no more than to check that what it was given goes together, and CUDA is there: it raises or asserts. */
function checksOnly(body: readonly Statement[]): boolean {
  return body.every((statement) => statement.kind === 'assert' || (statement.kind === 'if' && refusesOnly(statement)))
}

function refusesOnly({ branches, otherwise = [] }: If): boolean {
  return [...branches.map(({ body }) => body), otherwise].every((inner) =>
    inner.every((one) => one.kind === 'raise' || checksOnly([one])),
  )
}

/** `device in ("cpu", "cuda")`. */
function isListOfDevices(test: Expression): boolean {
  if (test.kind !== 'comparison') return false
  const [only, ...others] = test.rest
  return only?.operator === 'in' && others.length === 0 && literalsIn(only.right).includes('cpu')
}

/** `if device == "cuda" and torch.cuda.device_count() > 1`, or with a rank: what is done among several GPUs. */
function isAboutSeveral({ test }: DecisionSeen): boolean {
  return speaksOfSeveral(unparse(test))
}

/**
 * CUDA as a device, or the type of a tensor there, `torch.cuda.HalfTensor`; not as a part of another name: Transformers calls
 * its mixed precision `cuda_amp`, on Metal too.
 */
const CUDA_DEVICE = /^(?:torch\.)?cuda(?:$|\W)/

/** Devices, and what stands for one: a list that has other words too is of something else, `("cuda", "cuda_fallback", "none")`. */
const ANY_DEVICE =
  /^(?:torch\.)?(?:cuda|cpu|gpu|mps|metal|mlx|[xnhtimv]pu|mlu|musa|xla|hip|rocm|meta|auto|dml|directml|privateuseone|vulkan|opencl)?(?:$|[^\w]|\d)/i

/** A comparison of something with the text `cuda`, not of two values that happen to hold it. */
function asksForCuda({ left, right, node }: ComparisonSeen): boolean {
  const literals = [node.left, ...node.rest.map((part) => part.right)].flatMap(literalsIn)
  return (
    literals.some((text) => CUDA_DEVICE.test(text)) &&
    !literals.includes('mps') &&
    (literals.length < 2 || literals.every((text) => ANY_DEVICE.test(text))) &&
    !(isText(left) && isText(right))
  )
}

/** `"cuda"`, `("cuda", "cpu")`, `torch.device("cuda")`. */
function literalsIn(side: Expression): readonly string[] {
  if (side.kind === 'string') return [side.value]
  if (side.kind === 'sequence') return side.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
  const [device] = side.kind === 'call' && unparse(side.callee).endsWith('device') ? side.arguments : []
  return device?.value.kind === 'string' ? [device.value.value] : []
}

/** `if device != "cuda": kwargs["device_map"] = {"": device}`: what is done takes whatever other device it is. */
function isForAnyOther({ node, operator, block = [] }: ComparisonSeen): boolean {
  if (operator !== '!=' || node.left.kind !== 'name') return false
  const uses = new RegExp(String.raw`\b${node.left.id}\b`)
  return block.some(
    (statement) => statement.kind === 'assignment' && statement.value && uses.test(unparse(statement.value)),
  )
}

/** Names of what is a device, and of what is a way of doing something: a kind of prefetching may be called `cuda` too. */
const DEVICE = /dev|gpu|cuda|accel|hardware|machine|type$/i
const MANNER = /mode|method|kind|loader|fetch|engine|impl|algorithm|strategy|style|format|^value$/i

/** Whether what is compared with CUDA's name may be a device, by what it is called and what it is known to be. */
function mayBeDevice({ node, left, right }: ComparisonSeen): boolean {
  const [name] = [node.left, ...node.rest.map((part) => part.right)].flatMap(ownName)
  if (name === undefined || DEVICE.test(name)) return true
  if (MANNER.test(name)) return false
  // What is None unless somebody asks for it is a device by its name only.
  return ![left, right].flatMap(options).some((option) => option.kind === 'constant' && option.value === null)
}

function ownName(node: Expression): readonly string[] {
  if (node.kind === 'name') return [node.id]
  if (node.kind === 'attribute') return [node.name]
  // `str(node["value"])`, a constant of a compiled graph.
  if (node.kind === 'call' && unparse(node.callee) === 'str')
    return node.arguments.flatMap(({ value }) => ownName(value))
  return node.kind === 'subscript' ? node.index.flatMap((key) => (key.kind === 'string' ? [key.value] : [])) : []
}

function isText(value: Value): boolean {
  return value.kind === 'constant' && !value.basis && !value.origin
}

/** An `if` that does nothing but call torch.cuda, or show what that says; what those calls do is told by the rules about them. */
function onlyCallsCuda({ node, branch }: DecisionSeen): boolean {
  if (node.kind === 'conditional') return unparse(node.then).startsWith('torch.cuda.')
  if (node.kind !== 'if' || node.otherwise) return false
  const body = node.branches[branch]?.body ?? []
  return body.length > 0 && body.every(callsCuda)
}

const SETS_CUDA = /^torch\.backends\.(?:cuda|cudnn)\.|^(?:os\.)?environ\[['"]CUDA_/

/** `torch.cuda.synchronize()`, `print(torch.cuda.memory_allocated())`, or a setting of CUDA's libraries, perhaps behind a test. */
function callsCuda(statement: Statement): boolean {
  if (statement.kind === 'if') {
    const bodies = statement.branches.map(({ body }) => body)
    return statement.otherwise === undefined && bodies.every((body) => body.length > 0 && body.every(callsCuda))
  }
  if (statement.kind === 'assignment') {
    return statement.targets.every((target) => SETS_CUDA.test(unparse(target)))
  }
  if (statement.kind !== 'expression' || statement.value.kind !== 'call') return false
  return unparse(statement.value).includes('torch.cuda.')
}
