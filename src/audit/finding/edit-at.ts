import type { Observation } from '../../evaluate/observation.ts'
import { formattedSpans } from '../../project/python/formatted-spans.ts'
import { type PythonModule, siteInModule } from '../../project/python/module.ts'
import type { Span } from '../../project/python/tree.ts'
import { memoized } from '../memoized.ts'
import type { PlannedEdit } from '../rule.ts'

/** Code in which something can be edited. */
export type Editable = Pick<Observation, 'module'>

/** What is said of an edit beside its place and its text. */
export type About = Pick<PlannedEdit, 'safety' | 'why'>

/**
 * An edit of a range of code; `at` and `end` are offsets as in the tree of its module. Undefined where an edit cannot be
 * right: within a formatted string, whose quotes it would end, and from one cell of a notebook to the next.
 */
export function editAt({ module }: Editable, { at, end }: Span, text: string, about: About): PlannedEdit | undefined {
  const { notebook } = module
  const cell = notebook?.cells.findLast((one) => one.at <= at)
  const isSplit = cell !== notebook?.cells.findLast((one) => one.at <= end)
  if (isSplit || formattedIn(module).some((string) => string.at <= at && end <= string.end)) return undefined
  const begin = cell?.at ?? 0
  const { file, line, column, endLine, endColumn } = siteInModule(module, at, end)
  const place = { ...(cell ? { cell: cell.cell } : {}), start: at - begin, end: end - begin }
  return { file, ...place, text, line, column, endLine, endColumn, ...about }
}

/** An edit that puts a text before an offset and takes nothing away. */
export function insertAt(code: Editable, at: number, text: string, about: About): PlannedEdit | undefined {
  return editAt(code, { at, end: at }, text, about)
}

const formattedIn = memoized(({ body }: PythonModule) => formattedSpans(body))
