/** Parts of an installation that are built only when somebody asks for them. */
import type { Guard } from '../../trace/observation.ts'
import { unparse } from '../../trace/unparse.ts'

/** Longest condition that is looked at. */
const CONDITION_LIMIT = 500

/** `'--with-kernels' in sys.argv`. */
const OPTION = /^'--?[\w-]+' (in|not in) sys\.argv(?:\[\d?:\])?$/

/** `os.getenv('WITH_KERNELS', '0') == '1'`; group 1 is what it is where nobody sets it, group 3 what it is compared with. */
const VARIABLE =
  /^(?:\w+\()?os\.(?:getenv\(|environ\.get\()'\w+'(?:, '?(\w*)'?)?\)+(?:\.\w+\(\))?(?: (==|!=|in) \W*(\w*)\W*)?$/

/** `'WITH_KERNELS' in os.environ`. */
const IS_SET = /^'\w+' (in|not in) os\.environ$/

const OFF = /^(?:|0|false|off|no|none)$/i

/** Whether a condition around code asks for an option or a variable that a plain installation does not give. */
export function isAskedAtBuild(guards: readonly Guard[]): boolean {
  return guards.some((guard) => guard.value === undefined && isOff(unparse(guard.assigned ?? guard.test), guard.side))
}

/** Whether code on a side of a condition is left out where nobody says anything. */
function isOff(test: string, side: boolean): boolean {
  const text = test.slice(0, CONDITION_LIMIT)
  const denied = /^not (.+)$/.exec(text)
  if (denied?.[1]) return isOff(denied[1], !side)
  const asked = OPTION.exec(text) ?? IS_SET.exec(text)
  if (asked) return (asked[1] === 'in') === side
  const variable = VARIABLE.exec(text)
  if (!variable) return false
  const [, fallback = '', operator, wanted = ''] = variable
  const holds = operator === undefined ? !OFF.test(fallback) : (operator !== '!=') === (fallback === wanted)
  return holds !== side
}
