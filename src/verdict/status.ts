import type { Finding, Status } from '../report/report.ts'

/** What counts for the verdict: surely or likely so, on the main path. */
export function counts({ reach, certainty, effect }: Finding): boolean {
  return (reach === 'main' || reach === 'unknown') && certainty !== 'possible' && effect !== 'info'
}

/** Whether something on the main path has no known remedy. */
export function isWithoutRemedy({ effect, fix }: Finding): boolean {
  return fix === undefined && (effect === 'blocks' || effect === 'ignores-gpu')
}

/** Findings that stop the installation, before any code of the project has a say. */
const STOPS_INSTALLING = /^(?:dependency\/(?:does-not-install|cuda-build|pinned-too-old)|kernels\/cuda-sources)$/

/**
 * Weighs the findings of one platform.
 *
 * @param isAtHome - whether the project itself chooses this platform: then its code has been made for it, what still names
 * another one stands beside the main path, and only what stops the installation counts in full
 */
export function statusOf(findings: readonly Finding[], isAtHome = false): Status {
  const main = findings.filter(counts)
  const grave = main.filter(({ effect, code }) =>
    effect === 'blocks' ? !isAtHome || STOPS_INSTALLING.test(code) : effect === 'ignores-gpu' && !isAtHome,
  )
  if (grave.some(isWithoutRemedy)) return 'blocked'
  if (grave.length > 0) return 'needs-edits'
  return main.length > 0 ? 'runs-degraded' : 'runs'
}
