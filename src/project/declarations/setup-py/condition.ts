import type { Comparison, Expression } from '../../python/tree.ts'
import { both, either, neither } from '../marker-text.ts'
import { pathOf } from './path.ts'

/** What Python code calls the things that markers have variables for. */
const VARIABLES = new Map([
  ['sys.platform', 'sys_platform'],
  ['os.name', 'os_name'],
  ['platform.system()', 'platform_system'],
  ['platform.machine()', 'platform_machine'],
  ['platform.python_implementation()', 'platform_python_implementation'],
])
const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>='])

/** Longer markers come of chains of conditions that no reader follows; what would make them so is left out. */
const MARKER_LIMIT = 1000

/** The marker that holds at least where both hold. */
export function narrowed(marker: string | undefined, by: string | undefined): string | undefined {
  const narrow = both(marker, by)
  return narrow !== undefined && narrow.length > MARKER_LIMIT ? marker : narrow
}

/** A marker that holds at least wherever the condition does; undefined where none is known, which always holds. */
export function markerOf(condition: Expression): string | undefined {
  if (condition.kind === 'boolean' && condition.operator === 'and')
    return both(markerOf(condition.left), markerOf(condition.right))
  return exactMarker(condition)
}

/** A marker that holds at least wherever the condition does not. */
export function markerOfElse(condition: Expression): string | undefined {
  const marker = exactMarker(condition)
  return marker === undefined ? undefined : neither([marker])
}

/** The marker that holds just where the condition does. */
function exactMarker(condition: Expression): string | undefined {
  switch (condition.kind) {
    case 'boolean': {
      const sides = [exactMarker(condition.left), exactMarker(condition.right)]
      if (sides.includes(undefined)) return undefined
      return condition.operator === 'or' ? either(sides) : both(sides[0], sides[1])
    }
    case 'not':
      return markerOfElse(condition.operand)
    case 'comparison':
      return comparison(condition)
    case 'call': {
      const { callee } = condition
      const prefix = condition.arguments[0]?.value
      if (callee.kind !== 'attribute' || callee.name !== 'startswith' || prefix?.kind !== 'string') return undefined
      const variable = VARIABLES.get(pathOf(callee.object) ?? '')
      // A marker cannot ask how a text begins; that it is contained comes to the same for platform names but `win`.
      if (variable === undefined || !quotable(prefix.value)) return undefined
      return prefix.value === 'win' ? `${variable} == 'win32'` : `'${prefix.value}' in ${variable}`
    }
    default:
      return undefined
  }
}

function comparison({ left, rest }: Comparison): string | undefined {
  const [step, ...more] = rest
  if (step === undefined || more.length > 0) return undefined
  const { operator, right } = step
  const variable = VARIABLES.get(pathOf(left) ?? '')
  if (variable !== undefined && COMPARISONS.has(operator)) return compared(variable, operator, right)
  if (variable !== undefined && operator === 'in' && right.kind === 'sequence')
    return allKnown(right.items.map((item) => compared(variable, '==', item)))
  const container = VARIABLES.get(pathOf(right) ?? '')
  if (container !== undefined && left.kind === 'string' && (operator === 'in' || operator === 'not in'))
    return quotable(left.value) ? `'${left.value}' ${operator} ${container}` : undefined
  if (pathOf(left) === 'sys.version_info' && COMPARISONS.has(operator)) return pythonVersion(operator, right)
  return undefined
}

function compared(variable: string, operator: string, value: Expression): string | undefined {
  return value.kind === 'string' && quotable(value.value) ? `${variable} ${operator} '${value.value}'` : undefined
}

function allKnown(markers: readonly (string | undefined)[]): string | undefined {
  return markers.length === 0 || markers.includes(undefined) ? undefined : either(markers)
}

/** Compared with one or two numbers, as is usual, or with three. */
function pythonVersion(operator: string, value: Expression): string | undefined {
  if (value.kind !== 'sequence' || value.items.length === 0 || value.items.length > 3) return undefined
  const parts = value.items.map((item) => (item.kind === 'number' ? String(item.value) : undefined))
  const variable = parts.length > 2 ? 'python_full_version' : 'python_version'
  return parts.includes(undefined) ? undefined : `${variable} ${operator} '${parts.join('.')}'`
}

function quotable(text: string): boolean {
  return /^[\w .-]+$/.test(text)
}
