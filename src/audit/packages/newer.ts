import { valid } from '@renovatebot/pep440'
import type { Library, Statement } from '../../knowledge/knowledge.ts'
import type { Declaration } from '../../project/facts.ts'
import { satisfies } from '../../project/requirement/satisfies.ts'
import type { Need } from './needs.ts'
import type { AuditContext } from '../rule.ts'

/** A statement with a first version. */
export type Newer = Statement & { readonly since: string }

/**
 * What holds for the first later versions of a library that do work on Metal, when there are any on that day; of a version
 * that does not even install, else those that do.
 */
export function newerThatWorks({ metal }: Library, statement: Statement, { asOf }: AuditContext): Newer | undefined {
  if (statement.installs !== false && statement.gpu !== false) return undefined
  const newer = metal
    .slice(0, Math.max(0, metal.indexOf(statement)))
    .filter((each): each is Newer => isOut(each, asOf) && each.installs !== false)
  const working = newer.findLast(({ gpu }) => gpu !== false)
  return working ?? (statement.installs === false ? newer.findLast(({ installs }) => installs === true) : undefined)
}

function isOut({ since, from }: Statement, asOf: string): boolean {
  return since !== undefined && valid(since) !== null && (from === undefined || from <= asOf)
}

/** Whether a requirement keeps out the versions of a library that work, which is the one thing to be told of it. */
export function isPinnedTooOld({ declaration, library, statement }: Need, context: AuditContext): boolean {
  const newer = newerThatWorks(library, statement, context)
  return newer !== undefined && keepsOut(declaration, newer)
}

/** Later than any release. */
const AFTER_ALL = '9999'

/** Whether a declaration's bounds keep out the versions that work, so that it has to change; one from later on does not. */
export function keepsOut({ specifier }: Declaration, { since }: Pick<Newer, 'since'>): boolean {
  return satisfies(since, specifier) === false && satisfies(AFTER_ALL, specifier) === false
}
