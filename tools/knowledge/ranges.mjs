/** Ranges of versions and days, as statements have them. */
import { lt, valid } from '@renovatebot/pep440'

/**
 * Whether two statements may hold at once. Versions that are apart are enough. Days that are apart are enough where only
 * they tell the two from each other: for a version that both have, the day decides if both have the same ones.
 */
export function overlap(one, other) {
  const versionsApart = endsBefore(one.until, other.since) || endsBefore(other.until, one.since)
  const daysApart = (one.to && other.from && one.to <= other.from) || (other.to && one.from && other.to <= one.from)
  const sameVersions = one.since === other.since && one.until === other.until
  return !versionsApart && !(daysApart && (sameVersions || !hasVersions(one) || !hasVersions(other)))
}

function hasVersions({ since, until }) {
  return since !== undefined || until !== undefined
}

function endsBefore(until, since) {
  const known = [until, since].every((version) => typeof version === 'string' && valid(version) !== null)
  return known && !lt(since, until)
}
