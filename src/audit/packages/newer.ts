import { valid } from '@renovatebot/pep440'
import type { Library, Statement } from '../../knowledge/knowledge.ts'
import type { Declaration } from '../../project/facts.ts'
import { satisfies } from '../../project/requirement/satisfies.ts'
import type { AuditContext } from '../rule.ts'

/** A statement with a first version. */
export type Newer = Statement & { readonly since: string }

/** What holds for the first later versions of a library that do work on Metal, when there are any on that day. */
export function newerThatWorks({ metal }: Library, statement: Statement, { asOf }: AuditContext): Newer | undefined {
  if (statement.installs !== false && statement.gpu !== false) return undefined
  return metal
    .slice(0, Math.max(0, metal.indexOf(statement)))
    .findLast(
      (newer): newer is Newer =>
        newer.since !== undefined &&
        valid(newer.since) !== null &&
        (newer.from === undefined || newer.from <= asOf) &&
        newer.installs !== false &&
        newer.gpu !== false,
    )
}

/** Later than any release. */
const AFTER_ALL = '9999'

/** Whether a declaration's bounds keep out the versions that work, so that it has to change; one from later on does not. */
export function keepsOut({ specifier }: Declaration, { since }: Pick<Newer, 'since'>): boolean {
  return satisfies(since, specifier) === false && satisfies(AFTER_ALL, specifier) === false
}
