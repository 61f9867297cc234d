import type { Knowledge, Release } from './knowledge.ts'

/** The newest release of a package on a day (YYYY-MM-DD), by version rather than by day: old series get late fixes. */
export function newestRelease(knowledge: Pick<Knowledge, 'releases'>, name: string, asOf: string): Release | undefined {
  return newestOf(knowledge.releases[name] ?? [], asOf)
}

/** The newest of a list of releases, oldest version first, that was out on a day (YYYY-MM-DD). */
export function newestOf(releases: readonly Release[], asOf: string): Release | undefined {
  return releases.findLast((release) => release.date <= asOf)
}

/** Whether a release of a package was out on a day (YYYY-MM-DD). */
export function isReleased(knowledge: Knowledge, name: string, version: string, asOf: string): boolean {
  const release = knowledge.releases[name]?.find((item) => item.version === version)
  return release !== undefined && release.date <= asOf
}
