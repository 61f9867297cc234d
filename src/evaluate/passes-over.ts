import type { Expression, Statement, Try } from '../project/python/tree.ts'
import { unparse } from '../trace/unparse.ts'

type Handler = Try['handlers'][number]

/**
 * Whether a handler does nothing in place of what failed: it says so, if that, and goes on. `except Exception: print(error)`
 * keeps a program from stopping for want of CUDA, and has nothing else computed instead.
 */
export function passesOver({ body }: Handler): boolean {
  return body.every(saysOnly)
}

function saysOnly(statement: Statement): boolean {
  switch (statement.kind) {
    case 'pass':
    case 'continue':
    case 'break':
    case 'import':
    case 'import-from':
      return true
    case 'expression':
      return tells(statement.value)
    default:
      return false
  }
}

/** Names of what shows or notes something: `print`, `logger.warning`, `traceback.print_exc`. */
const TELLS =
  /^(?:print|pprint|rprint|(?:\w+\.)*(?:logging|logger|log|LOG|warnings|traceback|console|tqdm)\.\w+|warn)$/i

function tells(value: Expression): boolean {
  return value.kind === 'string' || (value.kind === 'call' && TELLS.test(unparse(value.callee).replace(/^self\./, '')))
}
