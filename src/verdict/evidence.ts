import type { Backend, Dependency, Finding, Platforms, Status, Workload } from '../report/report.ts'
import type { Needs } from '../report/advice.ts'

/** What a recommendation is made from: what was found in a project, what a person needs, or both. */
export interface Evidence {
  readonly findings: readonly Finding[]
  readonly workloads: readonly Pick<Workload, 'kind' | 'technique' | 'certainty'>[]
  readonly dependencies: readonly Pick<Dependency, 'name' | 'scope' | 'metal' | 'cuda'>[]
  /** Absent where there is no project. */
  readonly project?: ProjectStatus
  readonly needs?: Needs
}

export interface ProjectStatus {
  readonly metal: Status
  readonly cuda: Status
  readonly backends: Platforms['metal']['backends']
  /** The back end that most of it is written for. */
  readonly home?: Backend
  readonly effort: Platforms['metal']['effort']
  /** Whether code of the main path chooses Metal's device by itself. */
  readonly choosesMetal: boolean
}
