import { ge } from '@renovatebot/pep440'

/** Releases are oldest first, which the look-up of the newest one builds on. */
export function* check({ releases, systems }) {
  for (const [name, list] of Object.entries({ ...releases, ...systems })) {
    for (const [index, { version }] of list.entries()) {
      const before = list[index - 1]
      if (before !== undefined && ge(before.version, version)) {
        yield { where: `releases of ${name}`, what: `${version} comes after ${before.version}` }
      }
    }
  }
}
