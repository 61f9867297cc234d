import { compare } from '@renovatebot/pep440'
import { parseSpecifier, type Clause } from './specifier.ts'
import { partsOf, type VersionParts } from './version.ts'

/**
 * Whether `version` is one that `specifier` (such as `>=2.1,<3`) admits. A pre-release is judged by its order alone:
 * PEP 440 leaves pre-releases out only where there is something else to choose.
 * @returns undefined when the specifier is no PEP 440; false when the version is none
 */
export function satisfies(version: string, specifier: string): boolean | undefined {
  return parseSpecifier(specifier)?.every((clause) => admits(clause, version))
}

/** Whether one clause admits a version; no version, no admission, save for `===` which compares letters. */
export function admits({ operator, version: bound }: Clause, version: string): boolean {
  if (operator === '===') return version.toLowerCase() === bound.toLowerCase()
  const candidate = partsOf(version.trim())
  const prefix = bound.endsWith('.*')
  const limit = partsOf(prefix ? bound.slice(0, -2) : bound)
  if (!candidate || !limit) return false
  // A local version (`+cu118`) counts only where the clause names one.
  const local = limit.local === null ? candidate.public : version.trim()
  switch (operator) {
    case '==':
      return prefix ? startsWith(candidate, limit) : compare(local, bound) === 0
    case '!=':
      return prefix ? !startsWith(candidate, limit) : compare(local, bound) !== 0
    case '<=':
      return compare(candidate.public, bound) <= 0
    case '>=':
      return compare(candidate.public, bound) >= 0
    case '~=':
      return (
        compare(candidate.public, bound) >= 0 &&
        startsWith(candidate, { epoch: limit.epoch, release: limit.release.slice(0, -1) })
      )
    case '<':
      // `<2` is not meant to let 2's own pre-releases in, the first of which is 2.dev0.
      return compare(candidate.public, limit.is_prerelease ? bound : `${limit.public}.dev0`) < 0
    case '>':
      // `>2` is not meant to let 2's own post-releases in.
      return compare(candidate.public, bound) > 0 && (limit.is_postrelease || !isPostRelease(candidate, bound))
  }
}

function isPostRelease({ is_postrelease, base_version, pre }: VersionParts, of: string): boolean {
  return is_postrelease && compare(base_version + (pre ?? []).join(''), of) === 0
}

function startsWith(candidate: VersionParts, prefix: Pick<VersionParts, 'epoch' | 'release'>): boolean {
  return (
    candidate.epoch === prefix.epoch && prefix.release.every((part, index) => (candidate.release[index] ?? 0) === part)
  )
}
