import { MARKER_OPERATORS, SET_VARIABLES, TEXT_VARIABLES } from './marker-tree.ts'
import type { Marker, MarkerOperator, MarkerVariable, Operand } from './marker-tree.ts'
import { refuse, skipSpace, take, type Scanner } from './scanner.ts'

/** Parentheses deeper than this are no honest marker's, and would exhaust the stack. */
const DEPTH_LIMIT = 50

const OPEN = /\(/y
const CLOSE = /\)/y
const OR = /or\b/y
const AND = /and\b/y
const WORD = /[a-z][a-z_.]*/y
const QUOTED = /'[^'\n]*'|"[^"\n]*"/y
const OPERATOR = /===|==|~=|!=|<=|>=|<|>|in\b|not[ \t]+in\b/y

const VARIABLES = new Map<string, MarkerVariable>([
  ...[...TEXT_VARIABLES, ...SET_VARIABLES].map((name) => [name, name] as const),
  // Spellings older than PEP 508 that are still accepted.
  ['os.name', 'os_name'],
  ['sys.platform', 'sys_platform'],
  ['platform.version', 'platform_version'],
  ['platform.machine', 'platform_machine'],
  ['platform.python_implementation', 'platform_python_implementation'],
  ['python_implementation', 'platform_python_implementation'],
])
const OPERATORS = new Map<string, MarkerOperator>(MARKER_OPERATORS.map((name) => [name, name]))

/** Reads a marker and the blanks after it; undefined when the text is none. */
export function readMarker(scanner: Scanner, depth = 0): Marker | undefined {
  return readTerms(scanner, 'or', OR, () => readTerms(scanner, 'and', AND, () => readAtom(scanner, depth)))
}

function readTerms(
  scanner: Scanner,
  kind: 'and' | 'or',
  conjunction: RegExp,
  readTerm: () => Marker | undefined,
): Marker | undefined {
  const terms: Marker[] = []
  do {
    const term = readTerm()
    if (term === undefined) return undefined
    terms.push(term)
  } while (take(scanner, conjunction) !== undefined)
  return terms.length === 1 ? terms[0] : { kind, terms }
}

function readAtom(scanner: Scanner, depth: number): Marker | undefined {
  skipSpace(scanner)
  if (take(scanner, OPEN) === undefined) return readComparison(scanner)
  if (depth === DEPTH_LIMIT) return refuse(scanner, 'parentheses are nested too deeply')
  const inner = readMarker(scanner, depth + 1)
  if (inner === undefined) return undefined
  if (take(scanner, CLOSE) === undefined) return refuse(scanner, 'expected and, or, or a closing parenthesis')
  skipSpace(scanner)
  return inner
}

function readComparison(scanner: Scanner): Marker | undefined {
  const left = readOperand(scanner)
  if (left === undefined) return undefined
  const operator = OPERATORS.get((take(scanner, OPERATOR) ?? '').replace(/[ \t]+/, ' '))
  if (operator === undefined) return refuse(scanner, 'expected a comparison')
  skipSpace(scanner)
  const right = readOperand(scanner)
  return right && { kind: 'comparison', left, operator, right }
}

function readOperand(scanner: Scanner): Operand | undefined {
  const at = scanner.at
  const quoted = take(scanner, QUOTED)
  const name = quoted === undefined ? VARIABLES.get(take(scanner, WORD) ?? '') : undefined
  skipSpace(scanner)
  // Backslashes stand for themselves: no variable's value holds what an escape could write.
  if (quoted !== undefined) return { kind: 'value', value: quoted.slice(1, -1) }
  if (name !== undefined) return { kind: 'variable', name }
  return refuse(scanner, 'expected a marker variable or a quoted text', at)
}
