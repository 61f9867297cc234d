import { isDifferent } from './difference.mjs'

/** Places of a finding that are shown; all are in the JSON. */
const SHOWN_PLACES = 20

/** What differs in a repository, for people; nothing where it is all the same. */
export function linesOf(result) {
  if (!isDifferent(result)) return []
  const { name, failures = {}, onlyOld, onlyNew, verdict } = result
  const lines = [
    name,
    ...Object.entries(failures).flatMap(([build, failure]) => (failure ? [`  ${build} build failed: ${failure}`] : [])),
    ...Object.entries(verdict).map(([what, change]) => `  ${what}: ${change.old ?? 'none'} -> ${change.new ?? 'none'}`),
    ...signed(onlyOld, onlyNew).flatMap(([sign, finding]) => findingLines(sign, finding)),
  ]
  // Names of files are whatever a repository chose, and terminals obey control characters.
  return lines.map((line) => line.replaceAll(/\p{Cc}/gu, '?'))
}

/** The last line: what was compared, and how it went. */
export function summaryOf(results) {
  const failed = results.flatMap(({ failures = {} }) => Object.values(failures).filter(Boolean)).length
  const different = results.filter(isDifferent).length
  const findings = results.reduce((sum, { compared }) => sum + compared, 0)
  const parts = [`${results.length - different} same`, `${different} different`, `${findings} findings compared`]
  return `${results.length} repositories: ${parts.join(', ')}, ${failed} failed runs`
}

/** By code and place, so that what became of a finding stands below it. */
function signed(onlyOld, onlyNew) {
  const rows = [...onlyOld.map((finding) => ['-', finding]), ...onlyNew.map((finding) => ['+', finding])]
  return rows.toSorted(([, left], [, right]) => (order(left) < order(right) ? -1 : order(left) > order(right) ? 1 : 0))
}

function order({ code, places }) {
  return `${code} ${places[0]}`
}

function findingLines(sign, { code, effect, certainty, reach, message, places }) {
  const more = places.length > SHOWN_PLACES ? ` and ${places.length - SHOWN_PLACES} more` : ''
  return [
    `  ${sign} ${code} (${effect}, ${certainty}, ${reach}): ${message}`,
    `      ${places.slice(0, SHOWN_PLACES).join(' ')}${more}`,
  ]
}
