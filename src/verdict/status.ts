import type { Finding, Platforms, Site, Status } from '../report/report.ts'

/** What counts for the verdict: surely or likely so, on the main path. */
export function counts({ reach, certainty, effect }: Finding): boolean {
  return (reach === 'main' || reach === 'unknown') && certainty !== 'possible' && effect !== 'info'
}

/** What stops the program or leaves the GPU idle. */
export function isSevere({ effect }: Finding): boolean {
  return effect === 'blocks' || effect === 'ignores-gpu'
}

/** Whether something on the main path has no known remedy. */
export function isWithoutRemedy(finding: Finding): boolean {
  return finding.fix === undefined && isSevere(finding)
}

/** Findings that stop the installation, or speak of the project as a whole, before any code of it has a say. */
const STOPS_INSTALLING =
  /^(?:dependency\/(?:does-not-install|foreign-builds|does-not-fit|cuda-build|pinned-too-old|itself-for-cuda)|kernels\/cuda-sources)$/

/** Whether a finding stops the installation or all else, and so whatever part of the project one wants to run. */
export function stopsInstalling({ code, effect, causes }: Finding): boolean {
  if (effect !== 'blocks' || !STOPS_INSTALLING.test(code)) return false
  return !code.startsWith('kernels/') || causes.length === 0 || !causes.every(isBuiltApart)
}

/** What a port itself gets wrong stops the program on the very platform that it was made for. */
function stopsPort({ code, effect }: Finding): boolean {
  return effect === 'blocks' && code.startsWith('port/')
}

/** An extension with a `setup.py` of its own deep in the project, or that the program builds: installing goes by without. */
function isBuiltApart({ file }: Site): boolean {
  return file.endsWith('.py') && !/^(?:[^/]+\/)?setup\.py$/.test(file)
}

/**
 * Weighs the findings of one platform.
 *
 * @param isAtHome - whether the project itself chooses this platform: then its code has been made for it, what still names
 * another one is off the main path, and only what stops the installation counts in full
 */
export function statusOf(findings: readonly Finding[], isAtHome = false): Status {
  const main = findings.filter(counts)
  const severe = main.filter((finding) =>
    isAtHome ? stopsInstalling(finding) || stopsPort(finding) : isSevere(finding),
  )
  if (severe.some(isWithoutRemedy)) return 'blocked'
  if (severe.length > 0) return 'needs-edits'
  return main.length > 0 ? 'runs-degraded' : 'runs'
}

/** The work of all fixes that count, as the longest of them; unknown where something has none. */
export function effortOf(findings: readonly Finding[], status: Status): Platforms['metal']['effort'] {
  if (status === 'blocked') return 'unknown'
  const efforts = new Set(findings.filter(counts).flatMap(({ fix }) => fix?.effort ?? []))
  return efforts.has('days') ? 'days' : efforts.has('hours') ? 'hours' : efforts.has('minutes') ? 'minutes' : 'none'
}
