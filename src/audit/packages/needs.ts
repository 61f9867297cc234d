/** What a project requires on the Mac and what is known of it: the ground of the rules about dependencies. */
import { rcompare, valid } from '@renovatebot/pep440'
import type { Library, Statement } from '../../knowledge/knowledge.ts'
import { libraryByConda, libraryByPypi } from '../../knowledge/libraries.ts'
import { statementFor } from '../../knowledge/statements.ts'
import { takenInstead } from '../../knowledge/taken.ts'
import type { Declaration } from '../../project/facts.ts'
import { parseSpecifier } from '../../project/requirement/specifier.ts'
import { satisfies } from '../../project/requirement/satisfies.ts'
import type { Certainty, Reach } from '../../report/report.ts'
import { NAMED_LIMIT } from '../../target/newest-admitted.ts'
import { pypiNameOf } from '../../target/pypi-name.ts'
import { isFurtherList, type MacRequirement, requirementsOnMac } from '../../target/requirements.ts'
import { isOtherWay } from '../reachability/outside-containers.ts'
import { farthest, reachOfPath } from '../reachability/reach.ts'
import { folderOf, foldersAround, manifestsOf } from './manifests.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'

/** One requirement of a library that something is known of. */
export interface Need {
  readonly declaration: Declaration
  readonly library: Library
  /** What holds for the version that the project would get. */
  readonly statement: Statement
  readonly certainty: Certainty
  readonly reach: Reach
}

/** Older than any release: stands for a version below every bound that the facts name. */
const BEFORE_ALL = '0.0.0'

/** The requirements that count on the Mac and whose marker does not rule it out. */
export const required = memoized(({ facts, target }: AuditContext): readonly MacRequirement[] =>
  requirementsOnMac(facts, target).filter(({ declaration, applies }) => applies !== false && !isForChecks(declaration)),
)

/** The requirements of known libraries. */
export const needsOf = memoized((context: AuditContext): readonly Need[] =>
  required(context).flatMap(({ declaration, applies }) => {
    const library = libraryOf(context, declaration)
    const statement = library && statementFor(library.metal, versionFor(context, declaration, library), context.asOf)
    if (!library || !statement) return []
    const certainty = applies === undefined || isCommand(declaration) ? 'likely' : 'certain'
    return [{ declaration, library, statement, certainty, reach: reachOf(declaration, context) }]
  }),
)

/** The library that a declaration names. */
export function libraryOf({ knowledge }: AuditContext, { ecosystem, name }: Declaration): Library | undefined {
  return ecosystem === 'conda' ? libraryByConda(knowledge, name) : libraryByPypi(knowledge, name)
}

/**
 * A version that stands for those which the declaration admits: the one of the target, else the newest that the facts
 * or the declaration itself name below an upper bound, or what pip takes for want of a file of the newest; undefined for
 * the newest of all.
 */
export function versionFor(context: AuditContext, declaration: Declaration, library: Library): string | undefined {
  const { knowledge, asOf } = context
  const own = boundVersion(declaration, context)
  const known = own !== undefined && satisfies(own, declaration.specifier) === false ? undefined : own
  const clauses = known === undefined ? parseSpecifier(declaration.specifier) : undefined
  if (!clauses?.some(({ operator }) => /^(<=?|~=|===?)$/.test(operator))) {
    return known ?? takenInstead(knowledge, library, (version) => isAdmitted(version, declaration), asOf)
  }
  const begins = library.metal.flatMap(({ since }) => since ?? [])
  const named = clauses.slice(0, NAMED_LIMIT).map(({ version }) => version.replace(/\.\*$/, ''))
  const admitted = [...begins, ...named].filter(
    (version) => valid(version) && satisfies(version, declaration.specifier),
  )
  return admitted.toSorted(rcompare)[0] ?? BEFORE_ALL
}

/** The version of the target, unless only the pin of another environment speaks for it: of a file beside, of a part beside. */
function boundVersion(declaration: Declaration, context: AuditContext): string | undefined {
  const { target, knowledge } = context
  const name = pypiNameOf(declaration, knowledge)
  const own = target.packages[name]
  if (own?.from !== 'manifest') return own?.version
  const pins = pinsOf(context).get(name) ?? []
  return pins.length === 0 || pins.some((pin) => binds(pin, declaration)) ? own.version : undefined
}

/** The pins by which the version of a package was chosen, by its name; of those in one file, one. */
const pinsOf = memoized(({ target, knowledge, facts }: AuditContext): ReadonlyMap<string, readonly Declaration[]> => {
  const chosen = facts.declarations.filter((declaration) => {
    const version = isPin(declaration) ? target.packages[pypiNameOf(declaration, knowledge)]?.version : undefined
    return version !== undefined && satisfies(version, declaration.specifier) === true
  })
  const byName = groupBy(chosen, (declaration) => pypiNameOf(declaration, knowledge))
  return new Map(
    [...byName].map(([name, pins]) => [
      name,
      [...new Map(pins.map((pin) => [`${pin.site.file}\0${pin.format}`, pin])).values()],
    ]),
  )
})

function isPin({ specifier }: Declaration): boolean {
  return /^===?[^,]+$/.test(specifier)
}

/** What describes a package is installed together with the manifests beside it; other manifests stand for themselves. */
const OF_PACKAGE: readonly string[] = ['pyproject-toml', 'setup-py', 'setup-cfg']

/** Whether a pin holds for what another declaration leaves open: in its file, beside what describes the package, further up. */
function binds(pin: Declaration, { site, format }: Declaration): boolean {
  const [inner, outer] = [folderOf(site.file), folderOf(pin.site.file)]
  if (pin.site.file === site.file) return true
  if (format === 'conda-environment' || pin.format === 'conda-environment') return false
  return inner === outer ? [format, pin.format].some((each) => OF_PACKAGE.includes(each)) : inner.startsWith(outer)
}

function isAdmitted(version: string, { specifier }: Declaration): boolean {
  return satisfies(version, specifier) !== false
}

/** Which code needs what is declared. */
export function reachOf(declaration: Declaration, context: AuditContext): Reach {
  const { scope, site, alternate } = declaration
  const byScope = { runtime: 'main', build: 'main', optional: 'optional', development: 'test' } as const
  const forWorkOnIt = alternate === 'development' || alternate === 'test' || alternate === 'docs'
  const own: Reach = forWorkOnIt ? 'test' : isBeside(declaration, context) ? 'optional' : 'main'
  return farthest([byScope[scope], reachOfPath(site.file), own])
}

function isBeside(declaration: Declaration, context: AuditContext): boolean {
  return (
    isCommand(declaration) ||
    isOfPart(declaration, context) ||
    isExtra(declaration, context) ||
    isOtherWay(declaration.site.file, context)
  )
}

/** Names of files that hold what the project needs in any case, wherever they are kept. */
const NEEDED = /(^|[-_.])(base|common|core|default|install|main|prod|requirements|runtime)\.\w+$/
/** Folders that hold nothing but such files. */
const MANIFEST_FOLDER = /(^|\/)requirements\/$/

/**
 * `requirements-atari.txt` beside a `requirements.txt`, and `requirements/atari.txt` below a manifest, are for those who want
 * that as well.
 */
function isExtra({ site, format, alternate }: Declaration, { facts }: AuditContext): boolean {
  if (format !== 'requirements-txt') return false
  const folder = folderOf(site.file)
  const isFurther = alternate === undefined && isFurtherList(site.file)
  const isOneOfMany = MANIFEST_FOLDER.test(folder) && !NEEDED.test(site.file.slice(folder.length))
  const { byFile, folders } = manifestsOf(facts)
  return (
    (isFurther && byFile.has(`${folder}requirements.txt`)) ||
    (isOneOfMany && folders.has(folderOf(folder.slice(0, -1))))
  )
}

/** `tools/caption/requirements.txt` is for a part of a project that says further up what it needs itself. */
function isOfPart({ site, format }: Declaration, { facts }: AuditContext): boolean {
  const folder = folderOf(site.file)
  if (format !== 'requirements-txt' || MANIFEST_FOLDER.test(folder)) return false
  const { folders } = manifestsOf(facts)
  return foldersAround(folder).some((outer) => folders.has(outer))
}

/** Commands of scripts and notebooks stand among conditions that are not looked at. */
function isCommand({ format }: Declaration): boolean {
  return format === 'pip-command'
}

/** What the checks of a repository install is for the machines that run them. */
function isForChecks(declaration: Declaration): boolean {
  return isCommand(declaration) && reachOfPath(declaration.site.file) === 'test'
}
