import type { Answers } from '../evaluate/machine/asked.ts'
import type { SeenOn } from '../observe.ts'
import type { ProjectFacts } from '../project/facts.ts'
import type { Report, Unread } from '../report/report.ts'
import type { Trace } from '../trace/trace.ts'

/** What was seen of a project: enough to judge it again without its files. */
export interface Seen {
  /** `identity().reading` of the build that has read it. */
  readonly reading: string
  readonly project: Report['project']
  readonly code?: SeenCode
  /** What could not be read where there is nothing else to say. */
  readonly unread: readonly Unread[]
}

/** Absent where there were no files to read. */
export interface SeenCode {
  readonly facts: ProjectFacts
  readonly trace: Trace
  /** A digest of the words that were read for. */
  readonly lens: string
  readonly answers: Answers
  /** What was seen on Linux with CUDA, where it mattered. */
  readonly cuda?: SeenOn
}
