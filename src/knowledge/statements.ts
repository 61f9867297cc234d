import { ge, lt, valid } from '@renovatebot/pep440'
import type { Range, Statement } from './knowledge.ts'

/**
 * The statement that holds for a version on a day, or nothing when none does. Where several hold for a version, because
 * what it works with changed while it stayed the same, the day decides.
 *
 * @param statements - newest first, as in the files; the first that holds wins
 * @param version - PEP 440; when absent or not a version, the newest version of that day is meant
 * @param asOf - YYYY-MM-DD
 */
export function statementFor(
  statements: readonly Statement[],
  version: string | undefined,
  asOf: string,
): Statement | undefined {
  const known = version !== undefined && valid(version) !== null ? version : undefined
  if (known === undefined) return statements.find((statement) => newestIsWithin(statement, statements, asOf))
  const fitting = statements.filter((statement) => isWithin(statement, known, asOf))
  return fitting.find(({ from, to }) => hasBegun(from, asOf) && !hasEnded(to, asOf)) ?? fitting[0]
}

/** Whether a range holds for a version on a day; without a version, for the newest one of the day. */
export function holds(range: Range, version: string | undefined, asOf: string): boolean {
  const isKnown = version !== undefined && valid(version) !== null
  return isKnown ? isWithin(range, version, asOf) : newestIsWithin(range, [range], asOf)
}

/** A bound by version settles its side; the day speaks where there is none, for a pinned version exists whatever the day. */
function isWithin(statement: Range, version: string, asOf: string): boolean {
  const begun = statement.since === undefined ? hasBegun(statement.from, asOf) : ge(version, statement.since)
  const over = statement.until === undefined ? hasEnded(statement.to, asOf) : !lt(version, statement.until)
  return begun && !over
}

/** Where a statement gives a version and no day for it, the neighbour that meets it at that version may know the day. */
function newestIsWithin(statement: Range, all: readonly Range[], asOf: string): boolean {
  const { since, until } = statement
  const from = statement.from ?? (since && all.find((other) => other.until === since)?.to)
  const to = statement.to ?? (until && all.find((other) => other.since === until)?.from)
  // An end that nobody has dated lies before the day on which it was written down.
  const over = to === undefined ? until !== undefined : hasEnded(to, asOf)
  return hasBegun(from, asOf) && !over
}

function hasBegun(from: string | undefined, asOf: string): boolean {
  return from === undefined || from <= asOf
}

function hasEnded(to: string | undefined, asOf: string): boolean {
  return to !== undefined && to <= asOf
}
