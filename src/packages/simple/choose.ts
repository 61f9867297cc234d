import { compare } from '@renovatebot/pep440'
import { satisfies } from '../../project/requirement/satisfies.ts'
import { partsOf } from '../../project/requirement/version.ts'
import type { Distribution } from './file-name.ts'

/** One release of a package and its files. */
export interface Release {
  readonly version: string
  readonly files: readonly Distribution[]
}

/** What a project admits of a package. */
export interface Admitted {
  /** The version that it fixes. */
  readonly version: string | undefined
  /** PEP 440 specifiers, all of which count. */
  readonly specifiers: readonly string[]
  /** For example `3.12`. */
  readonly python: string
  /** Uploads after that day do not count, where the index tells the day. */
  readonly asOf: string
}

/** The release that an installer would take for the project; undefined when the index has none that it admits. */
export function chooseRelease(distributions: readonly Distribution[], admitted: Admitted): Release | undefined {
  const files = outOn(distributions, admitted.asOf)
  const versions = [...new Set(files.map(({ version }) => version))].toSorted(compare)
  const of = (version: string | undefined): Release | undefined =>
    version === undefined ? undefined : { version, files: files.filter((file) => file.version === version) }
  const fixed = admitted.version
  if (fixed !== undefined)
    return of(versions.find((version) => satisfies(version, `===${fixed}`) || isSame(version, fixed)))

  const good = versions.filter((version) =>
    admitted.specifiers.every((specifier) => satisfies(version, specifier) !== false),
  )
  const runs = (version: string): boolean =>
    files.some((file) => file.version === version && isOffered(file, admitted.python))
  const final = good.filter((version) => partsOf(version)?.is_prerelease === false)
  return of(final.findLast(runs) ?? good.findLast(runs) ?? final.at(-1) ?? good.at(-1))
}

/** The files that were out on a day, YYYY-MM-DD, as far as the index tells. */
export function outOn(distributions: readonly Distribution[], day: string): readonly Distribution[] {
  return distributions.filter(({ file }) => file.uploaded === undefined || file.uploaded <= day)
}

function isOffered({ file }: Distribution, python: string): boolean {
  return !file.yanked && (file.requiresPython === undefined || satisfies(`${python}.0`, file.requiresPython) !== false)
}

/** `2.6` is 2.6.0, and `2.6.0+cu124` is a build of it. */
function isSame(version: string, fixed: string): boolean {
  const parts = partsOf(fixed)
  return parts !== undefined && compare(partsOf(version)?.public ?? version, parts.public) === 0
}
