import { ge, lt, valid } from '@renovatebot/pep440'
import type { Library, Misfit } from '../../../knowledge/knowledge.ts'
import { satisfies } from '../../../project/requirement/satisfies.ts'
import { pypiNameOf } from '../../../target/pypi-name.ts'
import type { MacRequirement } from '../../../target/requirements.ts'
import { declared } from '../../observations/sites.ts'
import { folderOf } from '../../packages/manifests.ts'
import { libraryOf, reachOf, required, versionFor } from '../../packages/needs.ts'
import { librarySubject } from '../../packages/package-version.ts'
import { farthest } from '../../reachability/reach.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { message, title } from './prose.ts'

/** A plug-in and a framework that are both installed, and of which one was not made for the other. */
export const rule = {
  code: 'dependency/does-not-fit',
  title,
  find: (context) =>
    required(context).flatMap((requirement) => {
      const library = libraryOf(context, requirement.declaration)
      return (library?.misfits ?? []).flatMap((misfit) => draftsOf(requirement, library, misfit, context))
    }),
} satisfies Rule

function draftsOf(
  { declaration, applies }: MacRequirement,
  library: Library | undefined,
  misfit: Misfit,
  context: AuditContext,
): Draft[] {
  if (library === undefined || !isMeant(versionFor(context, declaration, library), misfit)) return []
  const others = required(context).filter(
    (other) => isBrokenBy(other, misfit, context) && areTogether(declaration.site.file, other.declaration.site.file),
  )
  return others.slice(0, 1).map((other) => ({
    effect: 'blocks',
    certainty: applies === true && other.applies === true && isPinned(other) ? 'certain' : 'likely',
    message: message(library, misfit),
    subject: librarySubject(library, context),
    sites: [declared(declaration.site)],
    causes: [other.declaration.site],
    sources: misfit.sources,
    library: library.name,
    fix: { kind: 'manual', effort: 'minutes', summary: misfit.fix },
    reach: farthest([reachOf(declaration, context), reachOf(other.declaration, context)]),
  }))
}

/** Whether a misfit is about a version; without one the newest is meant. */
function isMeant(version: string | undefined, { since, until }: Misfit): boolean {
  if (version === undefined || valid(version) === null) return until === undefined
  return (since === undefined || ge(version, since)) && (until === undefined || lt(version, until))
}

/** Whether a requirement would be met by a version that breaks; of one that is left open, the newest of the day. */
function isBrokenBy({ declaration }: MacRequirement, { with: other }: Misfit, context: AuditContext): boolean {
  if (pypiNameOf(declaration, context.knowledge) !== other.name) return false
  const version = pinnedVersion(declaration.specifier)
  if (version !== undefined) return ge(version, other.since) && (other.until === undefined || lt(version, other.until))
  return (
    context.asOf >= other.from && other.until === undefined && satisfies(other.since, declaration.specifier) !== false
  )
}

function isPinned({ declaration }: MacRequirement): boolean {
  return pinnedVersion(declaration.specifier) !== undefined
}

/** Whether two manifests are of one environment: in one folder, or in a folder and one around it. */
function areTogether(one: string, other: string): boolean {
  const [inner, outer] = [folderOf(one), folderOf(other)]
  return inner.startsWith(outer) || outer.startsWith(inner)
}

function pinnedVersion(specifier: string): string | undefined {
  const [, version = ''] = /^===?\s*([^,*]+?)(?:\.\*)?\s*$/.exec(specifier) ?? []
  return valid(version) === null ? undefined : version
}
