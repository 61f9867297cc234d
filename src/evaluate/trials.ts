/** A `try` that does no more than to ask for CUDA: `try: torch.cuda.current_device()`. */
import type { Call, Expression, Statement, Try } from '../project/python/tree.ts'
import { unparse } from '../trace/unparse.ts'
import { FAILED_MOVE, FAILING } from './machine/failing.ts'

/** What fails of a `try` on a Mac, and where in its body. */
export interface Trial {
  readonly index: number
  readonly call: Call
  readonly exception: string
}

/** Longest body that is looked at: what finds out about a device is short. */
const BODY_LIMIT = 6

/**
 * The call by which a `try` ends on a Mac. What comes after it in the body must be without consequence, a name that is set or a
 * value given back: a body that goes on with the program's own work is read on as if there were CUDA, so that the reader is told
 * what comes next.
 */
export function trialOf({ body, handlers }: Try): Trial | undefined {
  if (handlers.length === 0 || body.length > BODY_LIMIT) return undefined
  for (const [index, statement] of body.entries()) {
    const failing = failingIn(valueOf(statement), body.length === 1)
    if (failing) return body.slice(index + 1).every(isPlain) ? { index, ...failing } : undefined
  }
  return undefined
}

/** Whether an exception is caught, by the names of what a handler catches. */
export function isCaughtBy(names: readonly string[], exception: string): boolean {
  return ['*', 'Exception', 'BaseException', exception].some((name) => names.includes(name))
}

function valueOf(statement: Statement): Expression | undefined {
  const hasValue = statement.kind === 'expression' || statement.kind === 'assignment' || statement.kind === 'return'
  return hasValue ? statement.value : undefined
}

function failingIn(node: Expression | undefined, isAlone: boolean): Omit<Trial, 'index'> | undefined {
  if (node?.kind === 'attribute' || node?.kind === 'subscript') return failingIn(node.object, isAlone)
  if (node?.kind !== 'call') return undefined
  const { callee, arguments: given } = node
  const exception = FAILING.get(unparse(callee)) ?? (puts(node, isAlone) ? FAILED_MOVE : undefined)
  if (exception !== undefined) return { call: node, exception }
  for (const { value } of given) {
    const failing = failingIn(value, isAlone)
    if (failing) return failing
  }
  return callee.kind === 'attribute' ? failingIn(callee.object, isAlone) : undefined
}

/** `torch.zeros(1).cuda()`, `torch.zeros(1, device="cuda")`; and `model.cuda()` where that is all that is tried. */
function puts({ callee, arguments: given }: Call, isAlone: boolean): boolean {
  if (callee.kind !== 'attribute') return false
  const isMade = isOfTorch(callee.object)
  if (callee.name === 'cuda') return given.every(({ value }) => value.kind === 'number') && (isMade || isAlone)
  if (callee.name === 'to') return (isMade || isAlone) && given.some(({ value }) => namesCuda(value))
  if (callee.object.kind !== 'name' || callee.object.id !== 'torch' || callee.name === 'device') return false
  return given.some(({ name, value }) => name === 'device' && namesCuda(value))
}

/** Whether something is made by PyTorch on the spot. */
function isOfTorch(node: Expression): boolean {
  return node.kind === 'call' && /^torch\.\w+$/.test(unparse(node.callee))
}

function namesCuda(node: Expression): boolean {
  if (node.kind === 'call')
    return unparse(node.callee) === 'torch.device' && node.arguments.some(({ value }) => namesCuda(value))
  return node.kind === 'string' && /^cuda(?::\d+)?$/.test(node.value)
}

function isPlain(statement: Statement): boolean {
  switch (statement.kind) {
    case 'pass':
    case 'import':
    case 'import-from':
    case 'delete':
      return true
    case 'assignment':
    case 'expression':
    case 'return':
      return statement.value === undefined || isPlainValue(statement.value)
    default:
      return false
  }
}

/** What is called without consequence: PyTorch's own functions, and what shows something. */
const HARMLESS = /^(?:torch(?:\.\w+)+|print|str|int|(?:\w+\.)*log(?:ger|ging)?\.\w+)$/i

function isPlainValue(node: Expression): boolean {
  switch (node.kind) {
    case 'call':
      return HARMLESS.test(unparse(node.callee)) && node.arguments.every(({ value }) => isPlainValue(value))
    case 'attribute':
      return isPlainValue(node.object)
    case 'sequence':
      return node.items.every(isPlainValue)
    case 'name':
    case 'string':
    case 'number':
    case 'constant':
    case 'formatted':
      return true
    default:
      return false
  }
}
