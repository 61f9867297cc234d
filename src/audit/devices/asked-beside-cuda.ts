/** What a condition asks for when it asks for CUDA: so that the same can be asked where CUDA is not there, but Metal. */
import type { AssignmentSeen, DecisionSeen } from '../../trace/observation.ts'
import { codeAt } from '../../trace/site.ts'
import type { Comparison, Expression } from '../../trace/syntax.ts'
import { unparse } from '../../trace/unparse.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'

/** Parts of a condition that all have to hold. */
interface Asked {
  /** Whether CUDA is one of them. */
  readonly cuda: boolean
  /** The others, as Python. */
  readonly beside: readonly string[]
}

const CUDA_ALONE: Asked = { cuda: true, beside: [] }

/**
 * What has to hold beside CUDA so that the test of a decision comes out on one side: nothing for `torch.cuda.is_available()`,
 * `not args.cpu` for `args.cpu or not torch.cuda.is_available()` on the side where it is false. Undefined where CUDA does not
 * decide, or where the rest cannot be asked on a Mac or in a few words.
 */
export function askedBesideCuda(
  decision: Decision,
  side: boolean,
  context: AuditContext,
): readonly string[] | undefined {
  const asked = partsOf(decision.test, side, { decision, context, depth: 0 })
  return asked?.cuda ? [...new Set(asked.beside)] : undefined
}

/** As much of a decision as is looked at. */
type Decision = Pick<DecisionSeen, 'module' | 'function' | 'test' | 'basis'>

interface Looking {
  readonly decision: Decision
  readonly context: AuditContext
  /** How many flags were looked up on the way. */
  readonly depth: number
}

/** Most flags that are set by one another. */
const DEPTH_LIMIT = 4

function partsOf(test: Expression, side: boolean, looking: Looking): Asked | undefined {
  switch (test.kind) {
    case 'not':
      return partsOf(test.operand, !side, looking)
    case 'boolean': {
      // Of a disjunction nothing has to hold by itself.
      if ((test.operator === 'and') !== side) return plain(test, side, looking)
      const [left, right] = [partsOf(test.left, side, looking), partsOf(test.right, side, looking)]
      return left && right && { cuda: left.cuda || right.cuda, beside: [...left.beside, ...right.beside] }
    }
    case 'conditional': {
      const [then, otherwise] = [flagOf(test.then), flagOf(test.otherwise)]
      const isFlag = then !== undefined && otherwise !== undefined && then !== otherwise
      return isFlag ? partsOf(test.test, then === side, looking) : undefined
    }
    case 'comparison':
      return ofComparison(test, side, looking)
    case 'call':
      if (isAsked(test, 'torch.cuda.is_available', looking)) return side ? CUDA_ALONE : undefined
      return ofCount(test, side, looking) ?? plain(test, side, looking)
    case 'name':
    case 'attribute':
      return ofFlag(test, side, looking)
    default:
      return plain(test, side, looking)
  }
}

function flagOf(node: Expression): boolean | undefined {
  return node.kind === 'constant' && node.value !== null ? node.value : undefined
}

/** `torch.cuda.is_available() is True`, `torch.cuda.device_count() > 0`. */
function ofComparison(test: Comparison, side: boolean, looking: Looking): Asked | undefined {
  const [only, ...others] = test.rest
  if (!only || others.length > 0) return plain(test, side, looking)
  const flag = flagOf(only.right)
  const equals = /^(?:==|is)$/.test(only.operator) ? true : /^(?:!=|is not)$/.test(only.operator) ? false : undefined
  const asked =
    flag !== undefined && equals !== undefined ? partsOf(test.left, (flag === equals) === side, looking) : undefined
  if (asked?.cuda) return asked
  if (only.right.kind === 'number' && isAsked(test.left, 'torch.cuda.device_count', looking)) {
    const comparison = `${only.operator} ${only.right.value}`
    const isSome = /^(?:> 0|>= 1|!= 0)$/.test(comparison)
      ? true
      : /^(?:== 0|< 1|<= 0)$/.test(comparison)
        ? false
        : undefined
    return isSome === side ? CUDA_ALONE : undefined
  }
  return plain(test, side, looking)
}

/** How many GPUs there are, where any will do. */
function ofCount(test: Expression, side: boolean, looking: Looking): Asked | undefined {
  return side && isAsked(test, 'torch.cuda.device_count', looking) ? CUDA_ALONE : undefined
}

/** Whether a call is a question about the machine that the decision depends on. */
function isAsked({ at, end }: Expression, name: string, { decision }: Looking): boolean {
  return decision.basis.some(
    ({ name: asked, place }) =>
      asked === name && place.module === decision.module && place.at === at && place.end === end,
  )
}

/** A name, by what it was set to, where that asks for CUDA. */
function ofFlag(test: Expression, side: boolean, looking: Looking): Asked | undefined {
  const { decision, context, depth } = looking
  const set = depth < DEPTH_LIMIT ? setOnce(test, decision, context) : undefined
  const value = set?.node.value
  const isAboutCuda = decision.basis.some(
    ({ place }) => value && place.module === set.module && place.at >= value.at && place.end <= value.end,
  )
  if (!set || !value || !isAboutCuda) return plain(test, side, looking)
  const asked = partsOf(value, side, { ...looking, decision: { ...decision, module: set.module }, depth: depth + 1 })
  // Elsewhere the names in it may be others.
  const isHere = set.module === decision.module && (set.function === undefined || set.function === decision.function)
  return asked && (isHere || asked.beside.length === 0) ? asked : undefined
}

/** Where a name or an attribute is set, where that is done once: in the function, the class or the module of a decision. */
function setOnce(
  test: Expression,
  { module, function: around }: Decision,
  context: AuditContext,
): AssignmentSeen | undefined {
  const target = unparse(test)
  const all = (assignments(context).get(target) ?? []).filter((given) => given.module === module)
  const own = all.filter((given) => given.function === around)
  const shared = all.filter(
    (given) =>
      given.function === undefined || (target.startsWith('self.') && given.function.owner === around?.owner && around),
  )
  const [only, ...others] = own.length > 0 ? own : shared
  return others.length === 0 && only?.guards.length === 0 ? only : undefined
}

const assignments = memoized((context: AuditContext): ReadonlyMap<string, readonly AssignmentSeen[]> => {
  const plainOnes = seen(context, 'assignment').filter(
    ({ node }) => node.targets.length === 1 && node.operator === undefined && node.value !== undefined,
  )
  return groupBy(plainOnes, ({ node }) => node.targets.map((target) => unparse(target)).join())
})

/** A condition that has nothing to do with CUDA, as it is written. */
function plain(test: Expression, side: boolean, { decision: { module } }: Looking): Asked | undefined {
  if (!isPlain(test)) return undefined
  const code = codeAt({ module, at: test.at, end: test.end })
  if (code === undefined || code.length > CODE_LIMIT) return undefined
  return { cuda: false, beside: [side ? grouped(test, code) : denied(test, code)] }
}

/** Longest condition that is written a second time. */
const CODE_LIMIT = 60

function grouped(test: Expression, code: string): string {
  return test.kind === 'boolean' || test.kind === 'conditional' ? `(${code})` : code
}

const OPPOSITES: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  is: 'is not',
  'is not': 'is',
  in: 'not in',
  'not in': 'in',
}

function denied(test: Expression, code: string): string {
  const [only, ...others] = test.kind === 'comparison' ? test.rest : []
  const opposite = only && others.length === 0 ? OPPOSITES[only.operator] : undefined
  if (test.kind !== 'comparison' || !only || opposite === undefined) return `not ${grouped(test, code)}`
  const [left, right] = [code.slice(0, test.left.end - test.at), code.slice(only.right.at - test.at)]
  return `${left} ${opposite} ${right}`
}

/** What names devices cannot be asked in the same words where the device is another one. */
const ABOUT_DEVICES = /cuda|mps|gpu:|device/i

/** Functions that only look. */
const LOOKS = /^(?:hasattr|getattr|isinstance|len|bool|os\.environ\.get|os\.getenv|[\w.]+\.get)$/

function isPlain(node: Expression): boolean {
  switch (node.kind) {
    case 'name':
    case 'number':
    case 'constant':
      return true
    case 'string':
      return !ABOUT_DEVICES.test(node.value)
    case 'attribute':
      return isPlain(node.object) && !unparse(node).startsWith('torch.')
    case 'not':
      return isPlain(node.operand)
    case 'unary':
      return isPlain(node.operand)
    case 'boolean':
      return isPlain(node.left) && isPlain(node.right)
    case 'comparison':
      return !comparesDevices(node) && [node.left, ...node.rest.map(({ right }) => right)].every(isPlain)
    case 'subscript':
      return [node.object, ...node.index].every((part) => part.kind === 'string' || isPlain(part))
    case 'sequence':
      return node.items.every(isPlain)
    case 'call':
      return (
        LOOKS.test(unparse(node.callee)) &&
        node.arguments.every(({ star, value }) => star === undefined && (value.kind === 'string' || isPlain(value)))
      )
    default:
      return false
  }
}

/** `args.device == "cuda"`: on a Mac nobody would ask for that. */
function comparesDevices({ left, rest }: Comparison): boolean {
  return rest.some(({ right }) =>
    [left, right].some((part) => part.kind === 'string' && ABOUT_DEVICES.test(part.value)),
  )
}
