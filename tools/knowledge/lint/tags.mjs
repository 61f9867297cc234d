import { compare, ge, lt, valid } from '@renovatebot/pep440'

/** Files of a repository at a tag that names a release: `v1.2.3`, `1.2.3`, `release-1.2`. */
const AT_TAG =
  /^https:\/\/github\.com\/[^/]+\/[^/]+\/(?:blob|tree|raw)\/(?:v|release[-/]v?)?(\d+(?:\.\d+)+(?:\.?post\d+)?)\//

/**
 * What is read at the tag of a release is read at tags of the range that it is cited for: at the first release, and at the
 * last where the range ends, for a table of support changes in between.
 */
export function* check({ entries, recorded }) {
  for (const { file, library } of entries) {
    for (const [index, { since, until, gpu, sources }] of library.metal.entries()) {
      const where = `${file} metal[${index}]`
      const tags = (sources ?? []).flatMap(({ url }) => AT_TAG.exec(url)?.[1] ?? [])
      if (tags.length === 0 || gpu === undefined || valid(since ?? '') === null) continue
      const releases = library.pypi.flatMap((name) => releasesIn(recorded.get(name), since, until))
      const last = until === undefined ? undefined : releases.toSorted(compare).at(-1)
      for (const [which, version] of Object.entries({ first: since, last })) {
        if (version !== undefined && !tags.some((tag) => compare(tag, version) === 0)) {
          yield {
            where,
            what: `is read at ${tags.join(', ')}, and not at ${version}, the ${which} release of its range`,
          }
        }
      }
    }
  }
}

function releasesIn(found, since, until) {
  const versions = (found?.runs ?? []).flatMap((run) => run.versions)
  return versions.filter((version) => ge(version, since) && (until === undefined || lt(version, until)))
}
