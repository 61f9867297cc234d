import type { Finding, Fix, Platforms, Site, Status } from '../report/report.ts'

/** What counts for the verdict: surely or likely so, on the main path. */
export function counts({ reach, certainty, effect }: Finding): boolean {
  return (reach === 'main' || reach === 'unknown') && certainty !== 'possible' && effect !== 'info'
}

/** What stops the program or leaves the GPU idle. */
export function isSevere({ effect }: Finding): boolean {
  return effect === 'blocks' || effect === 'ignores-gpu'
}

/** Whether something stops the program and has no known remedy. */
export function isWithoutRemedy({ fix, effect }: Finding): boolean {
  return fix === undefined && effect === 'blocks'
}

/** What leaves the GPU idle, and nobody can change: a library for the CPU runs as it is. */
export function staysIdle({ effect, fix }: Finding): boolean {
  return effect === 'ignores-gpu' && fix === undefined
}

/** Findings that stop the installation, or speak of the project as a whole, before any code of it has a say. */
const STOPS_INSTALLING =
  /^(?:dependency\/(?:does-not-install|foreign-builds|does-not-fit|cuda-build|other-platforms|pinned-too-old|itself-for-cuda)|metal\/does-not-install|kernels\/cuda-sources)$/

/** Whether a finding stops the installation or all else, and so whatever part of the project one wants to run. */
export function stopsInstalling({ code, effect, causes }: Finding): boolean {
  if (effect !== 'blocks' || !STOPS_INSTALLING.test(code)) return false
  return !code.startsWith('kernels/') || causes.length === 0 || !causes.every(isBuiltApart)
}

/** An extension with a `setup.py` of its own deep in the project, or that the program builds: installing goes by without. */
function isBuiltApart({ file }: Site): boolean {
  return file.endsWith('.py') && !/^(?:[^/]+\/)?setup\.py$/.test(file)
}

/**
 * Weighs the findings of one platform.
 *
 * @param stops - of a project whose code has been made for the platform, which findings that stop it count in full; others
 * only say that a part of it does not run
 */
export function statusOf(findings: readonly Finding[], stops: (finding: Finding) => boolean = isSevere): Status {
  const main = findings.filter(counts)
  const severe = main.filter((finding) => isSevere(finding) && !staysIdle(finding) && stops(finding))
  if (severe.some(isWithoutRemedy)) return 'blocked'
  if (severe.length > 0) return 'needs-edits'
  return main.length > 0 ? 'runs-degraded' : 'runs'
}

/** Minutes of work that a fix takes by hand, where it is the first of its kind. */
const MINUTES: Readonly<Record<Fix['effort'], number>> = { minutes: 10, hours: 120, days: 960 }

/** What each further place takes, of which one knows by then what to do; a program makes all of them at once. */
const FURTHER = 1 / 4

const HOURS_FROM = 60
const DAYS_FROM = 2 * 8 * 60

/** The work of all fixes that count, in sum; unknown where something has none. */
export function effortOf(findings: readonly Finding[], status: Status): Platforms['metal']['effort'] {
  if (status === 'blocked') return 'unknown'
  const kinds = new Set<string>()
  let minutes = 0
  for (const { code, fix, sites } of findings.filter(counts)) {
    if (!fix) continue
    const whole = MINUTES[fix.effort]
    const isKnown = kinds.has(code)
    kinds.add(code)
    if (fix.kind === 'automatic') minutes += isKnown ? 0 : MINUTES.minutes
    else minutes += whole * (isKnown ? FURTHER : 1) + MINUTES.minutes * FURTHER * (sites.length - 1)
  }
  if (minutes >= DAYS_FROM) return 'days'
  return minutes >= HOURS_FROM ? 'hours' : minutes > 0 ? 'minutes' : 'none'
}
