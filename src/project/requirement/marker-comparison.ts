import type { Marker, MarkerEnvironment, MarkerOperator, Operand } from './marker-tree.ts'
import { normaliseName } from './name.ts'
import { admits } from './satisfies.ts'
import { parseSpecifier } from './specifier.ts'

type MarkerComparison = Extract<Marker, { kind: 'comparison' }>

/** Variables that are compared as versions wherever the other side is one. */
const VERSION_VARIABLES = new Set([
  'implementation_version',
  'platform_release',
  'python_full_version',
  'python_version',
])

/** Whether one comparison holds. `extra` is the one extra that it is asked for, empty for none, undefined when unknown. */
export function compareOperands(
  { left, operator, right }: MarkerComparison,
  environment: MarkerEnvironment,
  extra: string | undefined,
): boolean | undefined {
  // Two variables or two texts are grammatical, and mean nothing that tools agree on.
  if (left.kind === right.kind) return undefined
  const variable = left.kind === 'variable' ? left.name : right.kind === 'variable' ? right.name : undefined
  if (variable === undefined) return undefined
  if (variable === 'extras' || variable === 'dependency_groups')
    return left.kind === 'value' ? contains(environment[variable], operator, left.value) : undefined

  const valueOf = (operand: Operand) => {
    if (operand.kind === 'value') return variable === 'extra' ? normaliseName(operand.value) : operand.value
    if (variable === 'python_full_version' && environment[variable] === undefined)
      return patchOf(environment.python_version, operand === left ? right : left)
    return variable === 'extra' ? extra : environment[variable]
  }
  const first = valueOf(left)
  const second = valueOf(right)
  if (first === undefined || second === undefined) return undefined
  const clauses = VERSION_VARIABLES.has(variable) ? parseSpecifier(operator + second) : undefined
  if (clauses?.length === 1) return clauses.every((clause) => admits(clause, first))
  return compareTexts(first, operator, second)
}

/** A patch version that stands for all of its series; undefined beside a bound within that series, which they lie on both sides of. */
function patchOf(series: string | undefined, bound: Operand): string | undefined {
  if (series === undefined || bound.kind !== 'value') return undefined
  const [, own] = /^(\d+\.\d+)(?:\.|$)/.exec(bound.value) ?? []
  return own === undefined || own === series ? undefined : `${series}.0`
}

/** What markers hold of values that are no versions: texts have no order, so `<=` is no more than equality. */
function compareTexts(left: string, operator: MarkerOperator, right: string): boolean | undefined {
  switch (operator) {
    case '==':
    case '<=':
    case '>=':
      return left === right
    case '!=':
      return left !== right
    case '<':
    case '>':
      return false
    case 'in':
      return right.includes(left)
    case 'not in':
      return !right.includes(left)
    case '===':
    case '~=':
      return undefined
  }
}

function contains(names: ReadonlySet<string> | undefined, operator: MarkerOperator, name: string): boolean | undefined {
  if (names === undefined || (operator !== 'in' && operator !== 'not in')) return undefined
  const found = [...names].some((each) => normaliseName(each) === normaliseName(name))
  return found === (operator === 'in')
}
