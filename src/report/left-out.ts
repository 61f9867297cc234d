/** What a report does not judge: what nobody can decide, and what somebody has set aside. */
import type { Site } from './site.ts'

/** Uses of the GPU that could not be followed; from a share of a half on nobody can say that a project runs. */
export interface Undecided {
  /** Places where something may stop the program or leave the GPU idle, and files of code that were not read. */
  readonly places: number
  /** These and the uses that were followed. */
  readonly of: number
  /** How many of the places put something on Metal of which nobody says that it works there; absent where there are none. */
  readonly unproved?: number
  readonly examples: readonly Site[]
}

/** A setting or a remark that sets nothing aside, so that it can go, or is misspelt. */
export interface Unneeded {
  readonly by: 'inline' | 'settings'
  /** As it is written: a code, a pattern of codes, or several; `include` and `exclude` of a pattern of files, which is the path. */
  readonly code: string
  /** Of a setting: the pattern of paths that it has. */
  readonly path?: string
  /** Of a remark: where it stands. */
  readonly file?: string
  readonly line?: number
  /** The first of the codes that no finding has. */
  readonly unknown?: string
  /** The code that it was most likely meant to be; absent where none is near. */
  readonly meant?: string
}

/** How much was set aside in one way: nothing is silenced in silence. */
export interface SetAside {
  /**
   * `inline` by remarks beside the code, `settings` by kind and path, `excluded` by patterns of files, of settings or of the
   * command line; `baseline` is what an earlier run had, which stays among the findings and is marked there.
   */
  readonly by: 'inline' | 'settings' | 'baseline' | 'excluded'
  /** Findings of which at least one place was set aside. */
  readonly findings?: number
  /** Places of these findings that were set aside. */
  readonly places?: number
  /** Files that would have been read. */
  readonly files?: number
}
