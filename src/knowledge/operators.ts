import { le, valid } from '@renovatebot/pep440'
import { OPERATOR_STATUS } from './knowledge.ts'
import type { Source } from '../report/report.ts'
import type { Knowledge } from './knowledge.ts'

/** How an operator fares on MPS, in words. */
export type OperatorStatus = (typeof OPERATOR_STATUS)[keyof typeof OPERATOR_STATUS]

/**
 * How an operator (an `aten` overload without the prefix, `median.dim`) fares on MPS in a version of PyTorch: as in the
 * nearest release at or below it. Nothing for an operator or a version that the table does not reach.
 *
 * @param torchVersion - PEP 440; when absent, the newest release of the table
 */
export function operatorStatus(
  knowledge: Knowledge,
  operator: string,
  torchVersion: string | undefined,
): OperatorStatus | undefined {
  return inWords(ownLetters(knowledge.operators.operators, operator)?.[columnOf(knowledge, torchVersion)])
}

/** Where the answers for a version of PyTorch come from; none for a version that the table does not reach. */
export function operatorSources(knowledge: Knowledge, torchVersion: string | undefined): readonly Source[] {
  const source = knowledge.operators.sources[columnOf(knowledge, torchVersion)]
  return source === undefined ? [] : [source]
}

/** The first release in which an operator has a kernel of its own for MPS, if any has. */
export function firstNative(knowledge: Knowledge, operator: string): string | undefined {
  const { releases, operators } = knowledge.operators
  const index = ownLetters(operators, operator)?.indexOf('n') ?? -1
  return releases[index]
}

/**
 * The operators that decide how a Python name fares; empty when none of them is or was missing. A name may carry the
 * option that chooses the operator, as in `torch.nn.functional.interpolate(mode='bicubic')`.
 */
export function decisiveOperators(knowledge: Knowledge, pythonName: string): readonly string[] {
  const { python } = knowledge.operators
  return Object.hasOwn(python, pythonName) ? (python[pythonName] ?? []) : []
}

/**
 * How a Python name fares on MPS in a version of PyTorch, as far as its decisive operators say. `native` also stands
 * for composites whose parts run; nothing when no operator is known to decide, which is no promise either way.
 */
export function pythonStatus(
  knowledge: Knowledge,
  pythonName: string,
  torchVersion: string | undefined,
): 'native' | 'falls-back' | 'missing' | undefined {
  const statuses = decisiveOperators(knowledge, pythonName).map((name) => operatorStatus(knowledge, name, torchVersion))
  // An operator that goes to the CPU as a whole takes its parts with it, so what they lack does not matter.
  if (statuses.includes('falls-back')) return 'falls-back'
  if (statuses.includes('missing')) return 'missing'
  return statuses.some((status) => status !== undefined && status !== 'absent') ? 'native' : undefined
}

/** Negative when the table does not reach the version. */
function columnOf({ operators }: Knowledge, torchVersion: string | undefined): number {
  const version = torchVersion !== undefined && valid(torchVersion) !== null ? torchVersion : undefined
  return operators.releases.findLastIndex((release) => version === undefined || le(release, version))
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

/** The overloads of an operator, or the one that is named, as the table calls them; empty for what it does not know. */
export function overloadsOf(knowledge: Knowledge, operator: string): readonly string[] {
  const { operators } = knowledge.operators
  if (operator.includes('.')) return Object.hasOwn(operators, operator) ? [operator] : []
  return Object.keys(operators).filter((name) => name === operator || name.startsWith(`${operator}.`))
}

/** The Python names that the table answers for, options included. */
export function pythonNames({ operators }: Knowledge): readonly string[] {
  return Object.keys(operators.python)
}
