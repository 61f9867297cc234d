import type { Backend, Dependency, Finding, Platforms, Status, Workload } from '../report/report.ts'
import type { Needs } from '../report/needs.ts'
import type { Picked } from './options/pick.ts'

/** What a recommendation is made from: what was found in a project, what a person needs, or both. */
export interface Evidence {
  readonly findings: readonly Finding[]
  readonly workloads: readonly Pick<Workload, 'kind' | 'technique' | 'certainty'>[]
  readonly dependencies: readonly EvidenceDependency[]
  /** Absent where there is no project. */
  readonly project?: ProjectStatus
  readonly needs?: Needs
  /** The machines for the models that a person named; absent where they named none. */
  readonly picked?: Picked
  /** There is a computer that takes a card. */
  readonly hasPc?: boolean
}

export interface EvidenceDependency extends Pick<Dependency, 'name' | 'scope' | 'metal' | 'cuda'> {
  /** As people write it; absent where only the name on an index is known. */
  readonly title?: string
  /** Of what a person named: where it computes on a GPU, which `neither` and unknown leave out of the choice. */
  readonly gpu?: 'cuda' | 'both' | 'neither' | 'unknown'
  /** Its work is done on processors by most people: trees, tables. */
  readonly isForProcessors?: boolean
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
