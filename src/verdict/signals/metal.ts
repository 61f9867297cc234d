/** What the status on Metal says. */
import type { Status, Support } from '../../report/report.ts'
import type { Evidence, ProjectStatus } from '../evidence.ts'
import { isForApple, isHomeWithoutGpu, isOnProcessors } from './libraries.ts'
import { atStrength, type SignalOf } from './signal.ts'

/** How much it counts that a project runs, by what it takes. */
const RUNS: Readonly<Partial<Record<Status, number>>> = { runs: 1, 'runs-degraded': 0.8 }
const AFTER_EDITS: Readonly<Record<ProjectStatus['effort'], number>> = {
  none: 0.8,
  minutes: 0.7,
  hours: 0.6,
  days: 0.3,
  unknown: 0.3,
}

const SUPPORTED: Readonly<Record<Support['status'], number>> = {
  supported: 1,
  partial: 0.7,
  unknown: 0.3,
  unsupported: 0,
}

/** On the CPU alone a project runs for those who try it out. */
const ON_THE_CPU = 0.3

/** MLX has a build for CUDA, which few use. */
const OF_MLX = 0.5

export const runsOnMetal: SignalOf = (evidence) => {
  const { project, dependencies } = evidence
  if (isForApple(evidence)) return undefined
  // What runs on one Mac says nothing of several GPUs.
  if (!project) return evidence.needs?.gpus === 'several' ? undefined : ofLibraries(dependencies)
  const onTheCpu = evidence.findings.some((finding) => isHomeWithoutGpu(finding, evidence))
  const byStatus = RUNS[project.metal] ?? (project.metal === 'needs-edits' ? AFTER_EDITS[project.effort] : 0)
  const runs = onTheCpu ? Math.min(ON_THE_CPU, byStatus) : byStatus
  const strength = project.home === 'mlx' ? runs * OF_MLX : runs
  const runsNow = onTheCpu ? 'On the CPU alone it runs' : 'It runs'
  const what = project.metal === 'needs-edits' ? `After ${effortOf(project)} it would run` : runsNow
  return atStrength(strength, { words: { what } })
}

/** MLX and Core ML choose Metal too, and have considerations of their own. */
export const choosesMetal: SignalOf = (evidence) => {
  const { project } = evidence
  return atStrength(project?.choosesMetal && project.home !== 'mlx' && !isForApple(evidence) ? 1 : 0)
}

/** Whoever needs certain libraries can go where all of them run; what computes on processors, or is not known, speaks for neither. */
function ofLibraries(dependencies: Evidence['dependencies']): ReturnType<SignalOf> {
  const own = dependencies.filter(
    (dependency) => dependency.gpu !== 'cuda' && dependency.metal.status !== 'unknown' && !isOnProcessors(dependency),
  )
  const shares = own.map(({ metal }) => SUPPORTED[metal.status])
  if (shares.length === 0 || own.some(({ metal }) => metal.status === 'unknown' || metal.status === 'unsupported'))
    return undefined
  const isAll = dependencies.length === own.length
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  return atStrength(isAll ? mean : mean / 2, {
    words: { what: `${own.map(({ name, title = name }) => title).join(', ')} run${own.length === 1 ? 's' : ''}` },
  })
}

function effortOf({ effort }: ProjectStatus): string {
  return effort === 'unknown' || effort === 'none' ? 'edits' : `${effort} of edits`
}
