import type { Knowledge } from './knowledge/knowledge.ts'
import type { ParsePython } from './project/python/parser.ts'
import type { TextOf } from './project/files/texts.ts'
import type { Declared } from './project/read-project.ts'
import type { Summaries } from './project/summary.ts'
import type { OnlineCoverage, Resolution, Target } from './report/report.ts'

/** What an audit is lent by whoever runs it: the command line has all of it, a browser no network and no installer. */
export interface AuditHost {
  readonly knowledge: Knowledge
  /** What is known of files that were read before; absent where nothing is kept. */
  readonly summaries?: Summaries
  /** Makes texts of files; absent where none is kept. */
  readonly textOf?: TextOf
  /** Whether code is judged on CUDA even where it says nothing of Metal: for who compares a report with a later one. */
  readonly alwaysJudgesCuda?: boolean
  /** Called where there is Python code. */
  readonly pythonParser: () => Promise<ParsePython>
  /** Asks package indexes about what is declared and not known; absent where nobody may be asked. */
  readonly askIndexes?: (declared: Declared, progress: (what: string) => void) => Promise<Enlarged>
  /** Asks an installer what it would install on either platform; absent where none may be asked. */
  readonly resolve?: (declared: Declared, target: Target, progress: (what: string) => void) => Promise<Resolution>
}

/** What is known once package indexes have been asked, and what they could not be asked. */
export interface Enlarged {
  readonly knowledge: Knowledge
  readonly coverage: OnlineCoverage
}
