import { compare, explain } from '@renovatebot/pep440'
import { fits } from '../wheel/tags.ts'
import type { Distribution } from './file-name.ts'

/**
 * The first version after one from which on every final release has a wheel for a Mac; undefined where the newest has
 * none.
 *
 * @param python - the Mac's Python, for example `3.12`
 * @param macos - its macOS, for example `26.1`
 */
export function macFrom(
  distributions: readonly Distribution[],
  after: string,
  python: string,
  macos: string,
): string | undefined {
  const final = distributions.filter(({ file, version }) => !file.yanked && explain(version)?.is_prerelease === false)
  const later = [...new Set(final.map(({ version }) => version))]
    .filter((version) => compare(version, after) > 0)
    .toSorted(compare)
  const onMac = new Set(
    final.flatMap((file) => (file.kind === 'wheel' && fits(file.tags, 'mac', python, macos) ? file.version : [])),
  )
  const last = later.findLastIndex((version) => !onMac.has(version))
  return later[last + 1]
}
