import { UsageError } from '../config/usage-error.ts'
import { knowledge } from '../shipped/knowledge.ts'

/** @throws UsageError for a macOS that there is not, as far as is known; one that is yet to come may be named. */
export function checkMacos(version: string): void {
  const series = [...new Set(knowledge.systems.macos.map((release) => majorOf(release.version)))]
  const asked = majorOf(version)
  const newest = Math.max(...series)
  if (series.includes(asked) || asked === newest + 1) return
  throw new UsageError(
    `there is no macOS ${version}; the newest that is known is ${newest}, and it is judged from ${Math.min(...series)} on`,
  )
}

/** @throws UsageError for a version of a package that is further from its releases than the next series */
export function checkPackages(versions: readonly (readonly [name: string, version: string])[]): void {
  for (const [name, version] of versions) {
    const newest = knowledge.releases[name]?.at(-1)?.version
    if (newest !== undefined && majorOf(version) > majorOf(newest) + 1)
      throw new UsageError(`there is no ${name} ${version}; the newest that is known is ${newest}`)
  }
}

function majorOf(version: string): number {
  return Number.parseInt(version, 10)
}
