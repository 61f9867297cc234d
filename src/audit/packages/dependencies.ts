import type { Declaration } from '../../project/facts.ts'
import { supportOf } from '../../knowledge/support.ts'
import type { Dependency, Scope, Support } from '../../report/report.ts'
import { bySite } from '../finding/finding.ts'
import { groupBy } from '../group-by.ts'
import { libraryOf, versionFor } from './needs.ts'
import { reachOfPath } from '../reachability/reach.ts'
import { pypiNameOf } from '../../target/pypi-name.ts'
import type { AuditContext } from '../rule.ts'

/** From what runs to what only builds or checks. */
const SCOPES: readonly Scope[] = ['runtime', 'optional', 'build', 'development']

const UNKNOWN: Support = { status: 'unknown', sources: [] }

/** A direct reference with a scheme, or to a built package. */
const ELSEWHERE = /:|\.(?:whl|zip|tgz|tar\.\w+)$/

/**
 * One row for each name that the project declares, whatever platform the declaration is for. A folder of its own that it
 * installs (`-e ./core`) is no dependency, unless it bears the name of a known library: then it is a copy of that.
 */
export function dependenciesOf(context: AuditContext): readonly Dependency[] {
  const declared = context.facts.declarations.filter((own) => !isFolder(own) || libraryOf(context, own))
  const byName = groupBy(declared, ({ name }) => name)
  return [...byName.keys()].toSorted().map((name) => rowOf(name, byName.get(name) ?? [], context))
}

function isFolder({ url }: Declaration): boolean {
  return url !== undefined && !ELSEWHERE.test(url)
}

function rowOf(name: string, declarations: readonly Declaration[], context: AuditContext): Dependency {
  const sorted = declarations.toSorted((a, b) => SCOPES.indexOf(scopeOf(a)) - SCOPES.indexOf(scopeOf(b)))
  const [nearest] = sorted
  if (!nearest) throw new Error('a row needs a declaration')
  const library = libraryOf(context, nearest)
  const version = context.target.packages[pypiNameOf(nearest, context.knowledge)]?.version
  const meant = library && versionFor(context, nearest, library)
  return {
    name,
    requirement: nearest.requirement,
    ...(version === undefined ? {} : { version }),
    scope: scopeOf(nearest),
    sites: declarations.map(({ site }) => site).toSorted(bySite),
    metal: library ? supportOf(library, 'metal', meant, context.asOf) : UNKNOWN,
    cuda: library ? supportOf(library, 'cuda', meant, context.asOf) : UNKNOWN,
  }
}

/** What a file of tests or CI installs is for development, whatever the format says. */
function scopeOf(declaration: Declaration): Scope {
  return declaration.scope === 'runtime' && reachOfPath(declaration.site.file) === 'test'
    ? 'development'
    : declaration.scope
}
