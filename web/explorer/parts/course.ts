import type { Statement } from '../../../src/knowledge/library.ts'

/** A stretch of time in which one thing is said of a library on a platform. */
export interface Stretch {
  readonly status: Statement['status']
  /** Days, YYYY-MM-DD; absent where it is not known to begin or end. */
  readonly from?: string
  readonly to?: string
  /** In words, with versions. */
  readonly says: string
}

/**
 * What was said of a library on a platform, oldest first. A statement that gives a version and no day for it takes the day of
 * its neighbour, which meets it at that version; one that begins or ends on a day that nobody knows is left out.
 *
 * @param statements - newest first, as in the files
 */
export function courseOf(
  statements: readonly Statement[],
  words: (statement: Statement) => string,
): readonly Stretch[] {
  return statements.toReversed().flatMap((statement) => {
    const { status, since, until } = statement
    const from = statement.from ?? statements.find((other) => since !== undefined && other.until === since)?.to
    const to = statement.to ?? statements.find((other) => until !== undefined && other.since === until)?.from
    const isOpen = (since !== undefined && from === undefined) || (until !== undefined && to === undefined)
    if (isOpen && statements.length > 1) return []
    return [{ status, ...(from !== undefined && { from }), ...(to !== undefined && { to }), says: words(statement) }]
  })
}

/** The versions and days for which a statement holds: `since 1.11.0 (2025-10-20)`; empty where it holds for all. */
export function rangeInWords({ since, until, from, to }: Pick<Statement, 'since' | 'until' | 'from' | 'to'>): string {
  const begins = boundOf(since, from)
  const ends = boundOf(until, to)
  return [begins && `since ${begins}`, ends && `before ${ends}`].filter(Boolean).join(', ')
}

function boundOf(version: string | undefined, day: string | undefined): string | undefined {
  return version === undefined ? day : day === undefined ? version : `${version} (${day})`
}
