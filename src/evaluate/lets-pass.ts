import type { Expression, If, Statement, Try } from '../project/python/tree.ts'
import { unparse } from '../trace/unparse.ts'

type Handler = Try['handlers'][number]

/**
 * Whether a handler saves nobody from what is missing on a Mac: it raises, again or something else, or ends the process. One
 * that asks what was raised (`if 'out of memory' in str(error): ...`) lets pass all that it does not ask for.
 */
export function letsPass({ name, body }: Handler): boolean {
  return endsIn(body, name)
}

function endsIn(body: readonly Statement[], name: string | undefined): boolean {
  for (const statement of body) {
    if (statement.kind === 'raise' || leavesProcess(statement)) return true
    if (statement.kind === 'return') return false
    if (statement.kind === 'if' && isLeft(statement, name)) return true
  }
  return false
}

/** Whether an error for want of CUDA leaves at an `if`: on every side, or on that for what is not asked for. */
function isLeft({ branches, otherwise }: If, name: string | undefined): boolean {
  const bodies = branches.map(({ body }) => endsIn(body, name))
  const rest = otherwise !== undefined && endsIn(otherwise, name)
  if (rest && bodies.every(Boolean)) return true
  const [first] = branches
  if (!first || name === undefined || !branches.every(({ test }) => asksForOther(test, name))) return false
  return isDenied(first.test) ? bodies[0] === true : rest
}

/** Whether a test asks an error for something else than that a device is missing. */
function asksForOther(test: Expression, name: string): boolean {
  const text = unparse(test).slice(0, CONDITION_LIMIT)
  const isAsked = text.split(/\W+/).includes(name)
  return isAsked && (/memory/i.test(text) || !/cuda|gpu|nvidia|device|compiled|driver|torch|mps/i.test(text))
}

/** Longest condition that is looked at. */
const CONDITION_LIMIT = 2000

/** `if 'out of memory' not in str(error)`. */
function isDenied(test: Expression): boolean {
  return test.kind === 'not' || (test.kind === 'comparison' && test.rest.some(({ operator }) => operator === 'not in'))
}

function leavesProcess(statement: Statement): boolean {
  if (statement.kind !== 'expression' || statement.value.kind !== 'call') return false
  return /^(?:(?:sys\.)?exit|quit|os\._exit|os\.abort)$/.test(unparse(statement.value.callee))
}
