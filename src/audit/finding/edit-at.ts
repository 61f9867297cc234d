import type { Observation } from '../../trace/observation.ts'
import { siteOfPlace, textRange } from '../../trace/site.ts'
import type { Span } from '../../trace/syntax.ts'
import type { PlannedEdit } from '../rule.ts'

/** Code in which something can be edited. */
export type Editable = Pick<Observation, 'module'>

/** What is said of an edit beside its place and its text. */
export type About = Pick<PlannedEdit, 'safety' | 'why'>

/**
 * An edit of a range of code; `at` and `end` are offsets as in the tree of its module. Undefined where an edit cannot be
 * right: within a formatted string, whose quotes it would end, and from one cell of a notebook to the next.
 */
export function editAt({ module }: Editable, span: Span, text: string, about: About): PlannedEdit | undefined {
  const range = textRange({ module, ...span })
  if (!range || module.formatted.some((string) => isWithin(span, string))) return undefined
  const { file, line, column, endLine, endColumn } = siteOfPlace({ module, ...span })
  return { file, ...range, text, line, column, endLine, endColumn, ...about }
}

/** Whether a range is a part of a formatted string, and neither all of it nor beside it. */
function isWithin({ at, end }: Span, string: Span): boolean {
  const isBeside = end <= string.at || at >= string.end
  return !isBeside && (at > string.at || end < string.end)
}

/** An edit that puts a text before an offset and takes nothing away. */
export function insertAt(code: Editable, at: number, text: string, about: About): PlannedEdit | undefined {
  return editAt(code, { at, end: at }, text, about)
}
