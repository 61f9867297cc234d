import type { Threshold } from '../config/options.ts'
import type { JudgingFlags } from './judging.ts'
import type { ShowFlags } from './show-report.ts'

/** What stands on the command line, already checked. */
export interface AuditFlags extends ShowFlags, JudgingFlags {
  readonly failOn?: Threshold
  readonly baseline?: string
  readonly writeBaseline?: string
  /** Show the edits instead of the report. */
  readonly diff?: boolean
  /** Make the safe edits and show what comes of it. */
  readonly fix?: boolean
  readonly allowDirty?: boolean
  /** What standard input is called, where it is the project. */
  readonly stdinFilename?: string
  /** Audit again when something changes. */
  readonly watch?: boolean
  /** Say how long each part took. */
  readonly timing?: boolean
}
