import { lt, valid } from '@renovatebot/pep440'
import type { Library } from '../../knowledge/knowledge.ts'
import type { PackageSubject } from '../../report/subject.ts'
import type { AuditContext, Known } from '../rule.ts'

/** The version of a package that the project would get; undefined when that is not known. */
export function versionOf({ target }: Known, name: string): string | undefined {
  const version = target.packages[name]?.version
  return version !== undefined && valid(version) !== null ? version : undefined
}

/** Whether the project would get a package older than `version`; for one that is not fixed the day of its release decides. */
export function isBefore(context: AuditContext, name: string, version: string, released: string): boolean {
  const own = versionOf(context, name)
  return own === undefined ? context.asOf < released : lt(own, version)
}

/** A library as the subject of a finding, with the version that the project would get. */
export function librarySubject({ name, pypi }: Library, { target }: AuditContext): PackageSubject {
  const version = pypi.map((each) => target.packages[each]?.version).find((each) => each !== undefined)
  return { kind: 'package', name, ...(version === undefined ? {} : { version }) }
}
