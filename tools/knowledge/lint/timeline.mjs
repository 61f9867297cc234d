import { gt, valid } from '@renovatebot/pep440'

const ENDS = [
  ['since', 'from'],
  ['until', 'to'],
]

/** Versions and days run the same way: a later version of one library does not hold from an earlier day. */
export function* check({ entries }) {
  for (const { file, library } of entries) {
    for (const platform of ['metal', 'cuda']) {
      const dated = library[platform].flatMap((statement, index) =>
        ENDS.map(([version, day]) => ({ index, version: statement[version], day: statement[day] })),
      )
      const known = dated.filter(({ version, day }) => isVersion(version) && day !== undefined)
      for (const one of known) {
        const other = known.find(({ version, day }) => gt(version, one.version) && day < one.day)
        if (other !== undefined) {
          yield {
            where: `${file} ${platform}[${other.index}]`,
            what: `${other.version} is of ${other.day}, before ${one.version} of ${one.day}`,
          }
        }
      }
    }
  }
}

function isVersion(version) {
  return typeof version === 'string' && valid(version) !== null
}
