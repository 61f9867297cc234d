import { UsageError } from '../config/usage-error.ts'
import { knowledge } from '../shipped/knowledge.ts'

/** @throws UsageError for a macOS that there is not, as far as is known; one that is yet to come may be named. */
export function checkMacos(version: string): void {
  const series = [...new Set(knowledge.systems.macos.map((release) => Number(release.version.split('.')[0])))]
  const asked = Number(version.split('.')[0])
  const newest = Math.max(...series)
  if (series.includes(asked) || asked === newest + 1) return
  throw new UsageError(
    `there is no macOS ${version}; the newest that is known is ${newest}, and it is judged from ${Math.min(...series)} on`,
  )
}
