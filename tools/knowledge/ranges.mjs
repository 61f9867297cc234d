/** Ranges of versions and days, as statements have them. */
import { lt, valid } from '@renovatebot/pep440'

/** Whether two statements may hold at once; they are apart as soon as one of their measures keeps them apart. */
export function overlap(one, other) {
  const versionsApart = endsBefore(one.until, other.since) || endsBefore(other.until, one.since)
  const daysApart = (one.to && other.from && one.to <= other.from) || (other.to && one.from && other.to <= one.from)
  return !versionsApart && !daysApart
}

function endsBefore(until, since) {
  const known = [until, since].every((version) => typeof version === 'string' && valid(version) !== null)
  return known && !lt(since, until)
}
