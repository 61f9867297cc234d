import { nearest } from '../lookup/nearest.ts'
import type { Unneeded } from '../report/report.ts'

/**
 * Versions that were said of packages of which nothing is known and that the project does not ask for: they change nothing.
 *
 * @param packages - versions by name, names as PEP 503 normalises them
 * @param known - packages that something is known of
 * @param asked - packages that the project asks for
 */
export function idleVersions(
  packages: Readonly<Record<string, string>>,
  known: readonly string[],
  asked: readonly string[],
): readonly Unneeded[] {
  const names = new Set([...known, ...asked])
  return Object.keys(packages).flatMap((name) => {
    if (names.has(name)) return []
    const meant = nearest(name, known)
    return [{ by: 'settings', code: 'package', path: name, unknown: name, ...(meant !== undefined && { meant }) }]
  })
}
