import { le, valid } from '@renovatebot/pep440'
import type { Source } from '../report/report.ts'
import { OPERATOR_STATUS } from './knowledge.ts'
import type { Alternatives, Knowledge, Way } from './knowledge.ts'

/** The part of the knowledge that this is about. */
type Operators = Pick<Knowledge, 'operators'>

/** How an operator fares on MPS, in words. */
export type OperatorStatus = (typeof OPERATOR_STATUS)[keyof typeof OPERATOR_STATUS]

/** How what a Python name comes down to fares on MPS; `native` stands for composites whose parts run, too. */
export type PythonStatus = 'native' | 'falls-back' | 'missing'

/**
 * How an operator (an `aten` overload without the prefix, `median.dim`) fares on MPS in a version of PyTorch: as in the
 * nearest release at or below it. Nothing for an operator or a version that the table does not reach.
 *
 * @param torchVersion - PEP 440; when absent, the newest release of the table
 */
export function operatorStatus(
  knowledge: Operators,
  operator: string,
  torchVersion: string | undefined,
): OperatorStatus | undefined {
  return inWords(ownLetters(knowledge.operators.operators, operator)?.[columnOf(knowledge, torchVersion)])
}

/** Where the answers for a version of PyTorch come from; none for a version that the table does not reach. */
export function operatorSources(knowledge: Operators, torchVersion: string | undefined): readonly Source[] {
  const source = knowledge.operators.sources[columnOf(knowledge, torchVersion)]
  return source === undefined ? [] : [source]
}

/** The first release from which on an operator has a kernel of its own for MPS; some had one for a time. */
export function firstNative(knowledge: Operators, operator: string): string | undefined {
  const { releases, operators } = knowledge.operators
  const lastWithout = [...(ownLetters(operators, operator) ?? '')].findLastIndex((letter) => letter !== 'n')
  return releases[lastWithout + 1]
}

/** What a call comes down to: a list of operators for each way that its arguments can take; empty when none is known. */
export function alternativesOf(knowledge: Operators, pythonName: string, isBackward = false): Alternatives {
  const table = isBackward ? knowledge.operators.backward : knowledge.operators.python
  return Object.hasOwn(table, pythonName) ? (table[pythonName] ?? []) : []
}

/**
 * The operators that decide how a Python name fares; empty when none of them is or was missing. A name may carry the
 * option that chooses the operator, as in `torch.nn.functional.interpolate(mode='bicubic')`.
 */
export function decisiveOperators(knowledge: Operators, pythonName: string, isBackward = false): readonly string[] {
  return [...new Set(alternativesOf(knowledge, pythonName, isBackward).flat())]
}

/** The ways that calls of a Python name take by their arguments alone, beside those of `alternativesOf`. */
export function waysOf({ operators }: Operators, pythonName: string): readonly Way[] {
  return operators.ways.filter(({ calls }) => calls.includes(pythonName))
}

/**
 * How a Python name fares on MPS in a version of PyTorch, as far as is known: `missing` or `falls-back` when every way that
 * its arguments can take is. Nothing when nobody has looked at what it comes down to, which is no promise.
 */
export function pythonStatus(
  knowledge: Operators,
  pythonName: string,
  torchVersion: string | undefined,
  isBackward = false,
): PythonStatus | undefined {
  const statuses = alternativesOf(knowledge, pythonName, isBackward).flatMap(
    (operators) => statusOfAll(knowledge, operators, torchVersion) ?? [],
  )
  const found = (['native', 'falls-back', 'missing'] as const).find((status) => statuses.includes(status))
  return found ?? (!isBackward && isNative(knowledge, pythonName, torchVersion) ? 'native' : undefined)
}

/** Whether a release has all that some calls of a name come down to: of those that lack nothing, and of those that do by their arguments. */
function isNative(knowledge: Operators, pythonName: string, torchVersion: string | undefined): boolean {
  const { native, ways } = knowledge.operators
  if (!Object.hasOwn(native, pythonName))
    return ways.some(({ calls, backward }) => !backward && calls.includes(pythonName))
  return (native[pythonName] ?? []).every((operator) => statusOfAll(knowledge, [operator], torchVersion) === 'native')
}

/** The operators that a Python name lacks in a version of PyTorch; empty unless every way lacks some. */
export function lackingOperators(
  knowledge: Operators,
  pythonName: string,
  torchVersion: string | undefined,
  isBackward = false,
): readonly string[] {
  const status = pythonStatus(knowledge, pythonName, torchVersion, isBackward)
  if (status !== 'missing' && status !== 'falls-back') return []
  return decisiveOperators(knowledge, pythonName, isBackward).filter((operator) =>
    /^(missing|falls-back)$/.test(operatorStatus(knowledge, operator, torchVersion) ?? ''),
  )
}

/** The overloads of an operator that is named without its overload (`median`); itself, when it is named with one. */
export function overloadsOf(knowledge: Operators, operator: string): readonly string[] {
  const { operators } = knowledge.operators
  if (operator.includes('.')) return Object.hasOwn(operators, operator) ? [operator] : []
  return Object.keys(operators).filter((name) => name === operator || name.startsWith(`${operator}.`))
}

/** The Python names that the table answers for, options included. */
export function pythonNames({ operators: { python, ways, native } }: Operators): readonly string[] {
  // A layer that is called is asked for by the name of its class.
  const calls = ways.flatMap((way) => way.calls.filter((name) => !name.endsWith('()')))
  return [...new Set([...Object.keys(python), ...calls, ...Object.keys(native)])]
}

/** The number types of which PyTorch's own tests say how a Python name fares, each with the releases in which it fails. */
export function testedDtypes(
  { operators: { tested, testedReleases } }: Operators,
  pythonName: string,
): readonly { readonly dtype: string; readonly failing: readonly string[] }[] {
  const start = testedRow(pythonName, '')
  return Object.entries(tested)
    .filter(([row]) => row.startsWith(start))
    .map(([row, letters]) => ({
      dtype: row.slice(start.length),
      failing: testedReleases.filter((_, index) => letters[index] === 'm'),
    }))
}

/** The functions that PyTorch's own tests expect to fail on MPS with some number type, by their `testedName`. */
export function functionsExpectedToFail(
  { operators: { tested, testedReleases } }: Operators,
  torchVersion: string | undefined,
): ReadonlySet<string> {
  const column = columnIn(testedReleases, torchVersion)
  const rows = Object.keys(tested).filter((row) => tested[row]?.[column] === 'm')
  return new Set(rows.map((row) => row.slice(0, row.lastIndexOf(' '))))
}

/** A function as PyTorch's test databases name it: without a module for those of `torch` and methods. */
export function testedName(pythonName: string): string {
  return pythonName.replace(/^torch\.(?:Tensor\.)?/, '')
}

function testedRow(pythonName: string, dtype: string): string {
  return `${testedName(pythonName)} ${dtype}`
}

/**
 * Whether PyTorch's own tests expect a function to fail on MPS with a number type (`complex64`): in the nearest release at
 * or below a version. Undefined where no test says.
 */
export function isExpectedToFail(
  { operators }: Operators,
  pythonName: string,
  dtype: string,
  torchVersion: string | undefined,
): boolean | undefined {
  const letter = ownLetters(operators.tested, testedRow(pythonName, dtype))?.[
    columnIn(operators.testedReleases, torchVersion)
  ]
  return letter === 'm' ? true : letter === 'n' ? false : undefined
}

/** How a call fares that needs all of some operators; nothing where the release has none of them. */
export function statusOfAll(
  knowledge: Operators,
  operators: readonly string[],
  torchVersion: string | undefined,
): PythonStatus | undefined {
  const statusOf = (operator: string): OperatorStatus | undefined => operatorStatus(knowledge, operator, torchVersion)
  const wholes = operators.filter((operator) => statusOf(operator) === 'falls-back')
  const statuses = operators.filter((operator) => !isPartOfAny(operator, wholes)).map(statusOf)
  if (statuses.includes('missing')) return 'missing'
  if (statuses.includes('falls-back')) return 'falls-back'
  return statuses.some((status) => status !== undefined && status !== 'absent') ? 'native' : undefined
}

/** Whether an operator is run by others that go to the CPU as a whole and take it with them: `_linalg_svd` by `linalg_svd`. */
export function isPartOfAny(operator: string, wholes: readonly string[]): boolean {
  return wholes.some((whole) => operator.startsWith(`_${whole}`))
}

function columnOf({ operators }: Operators, torchVersion: string | undefined): number {
  return columnIn(operators.releases, torchVersion)
}

/** By list of releases: version -> column. An audit asks for one version many hundred times, and comparing is slow. */
const columns = new WeakMap<readonly string[], Map<string | undefined, number>>()

/** Negative when the releases do not reach the version. */
function columnIn(releases: readonly string[], torchVersion: string | undefined): number {
  const known = columns.get(releases) ?? new Map<string | undefined, number>()
  columns.set(releases, known)
  const found = known.get(torchVersion)
  if (found !== undefined) return found
  const version = torchVersion !== undefined && valid(torchVersion) !== null ? torchVersion : undefined
  const column = releases.findLastIndex((release) => version === undefined || le(release, version))
  known.set(torchVersion, column)
  return column
}

/** Names come from projects: `constructor` must not find what every object inherits. */
function ownLetters(operators: Readonly<Record<string, string>>, operator: string): string | undefined {
  return Object.hasOwn(operators, operator) ? operators[operator] : undefined
}

function inWords(letter: string | undefined): OperatorStatus | undefined {
  return isLetter(letter) ? OPERATOR_STATUS[letter] : undefined
}

function isLetter(letter: string | undefined): letter is keyof typeof OPERATOR_STATUS {
  return letter !== undefined && Object.hasOwn(OPERATOR_STATUS, letter)
}
