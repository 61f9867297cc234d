import { rcompare, valid } from '@renovatebot/pep440'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { parseSpecifier } from '../project/requirement/specifier.ts'
import { satisfies } from '../project/requirement/satisfies.ts'

/** Most versions of one declaration that are held against it; people name a handful. */
export const NAMED_LIMIT = 50

/** The newest release that the bounds admit, of those which they name and those with which the wheels for Macs change. */
export function newestAdmitted(name: string, specifier: string, { wheels }: Knowledge): string | undefined {
  const named = (parseSpecifier(specifier) ?? [])
    .slice(0, NAMED_LIMIT)
    .map(({ version }) => version.replace(/\.\*$/, ''))
  const begins = Object.hasOwn(wheels, name) ? (wheels[name]?.runs.map(({ since }) => since) ?? []) : []
  return [...begins, ...named]
    .filter((version) => valid(version) !== null && satisfies(version, specifier) === true)
    .toSorted(rcompare)[0]
}
