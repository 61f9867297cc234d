import type { Knowledge, Library, Statement } from './knowledge.ts'
import { statementFor } from './statements.ts'
import { offeredBefore } from './wheels.ts'

/**
 * The release that pip takes on a Mac where it is free to choose, if that is not the newest of the day: releases without a
 * file for a Mac are passed over, and it goes back to the last one that has any.
 *
 * @param admits - whether a version is one of those to choose from
 * @param asOf - YYYY-MM-DD
 */
export function takenInstead(
  knowledge: Knowledge,
  { metal, pypi }: Library,
  admits: (version: string) => boolean,
  asOf: string,
): string | undefined {
  const newest = statementFor(metal, undefined, asOf)
  if (newest?.installs !== false || newest.since === undefined) return undefined
  const { since } = newest
  return pypi.map((name) => offeredBefore(knowledge, name, since)).find((found) => found !== undefined && admits(found))
}

/** What holds on a Mac for a version of a library, or for the one that pip takes on that day. */
export function statementOnMac(
  knowledge: Knowledge,
  library: Library,
  version: string | undefined,
  asOf: string,
): Statement | undefined {
  return statementFor(library.metal, version ?? takenInstead(knowledge, library, () => true, asOf), asOf)
}
